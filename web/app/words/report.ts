import { Words } from './language.svelte.js';

export const report = new Words({
  kk: () => import('./report.kk.js'),
  ru: () => import('./report.ru.js'),
  en: () => import('./report.en.js'),
});
