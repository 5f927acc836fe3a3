import { Words } from './language.svelte.js';

export const ownActions = new Words({
  kk: () => import('./own-actions.kk.js'),
  ru: () => import('./own-actions.ru.js'),
  en: () => import('./own-actions.en.js'),
});
