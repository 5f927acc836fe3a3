import { Words } from './language.svelte.js';

export const draftWords = new Words({
  kk: () => import('./drafts.kk.js'),
  ru: () => import('./drafts.ru.js'),
  en: () => import('./drafts.en.js'),
});
