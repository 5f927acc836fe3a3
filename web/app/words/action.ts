import { Words } from './language.svelte.js';

export const actionWords = new Words({
  kk: () => import('./action.kk.js'),
  ru: () => import('./action.ru.js'),
  en: () => import('./action.en.js'),
});
