import { Words } from './language.svelte.js';

export const home = new Words({
  kk: () => import('./home.kk.js'),
  ru: () => import('./home.ru.js'),
  en: () => import('./home.en.js'),
});
