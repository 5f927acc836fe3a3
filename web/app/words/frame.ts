import { Words } from './language.svelte.js';

export const frame = new Words({
  kk: () => import('./frame.kk.js'),
  ru: () => import('./frame.ru.js'),
  en: () => import('./frame.en.js'),
});
