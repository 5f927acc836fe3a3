import { Words } from './language.svelte.js';

export const onPhone = new Words({
  kk: () => import('./on-phone.kk.js'),
  ru: () => import('./on-phone.ru.js'),
  en: () => import('./on-phone.en.js'),
});
