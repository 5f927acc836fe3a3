import { Words } from './language.svelte.js';

export const notifications = new Words({
  kk: () => import('./notifications.kk.js'),
  ru: () => import('./notifications.ru.js'),
  en: () => import('./notifications.en.js'),
});
