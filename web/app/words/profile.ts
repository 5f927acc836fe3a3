import { Words } from './language.svelte.js';

export const profile = new Words({
  kk: () => import('./profile.kk.js'),
  ru: () => import('./profile.ru.js'),
  en: () => import('./profile.en.js'),
});
