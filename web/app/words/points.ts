import { Words } from './language.svelte.js';

export const pointsWords = new Words({
  kk: () => import('./points.kk.js'),
  ru: () => import('./points.ru.js'),
  en: () => import('./points.en.js'),
});
