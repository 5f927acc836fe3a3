import { Words } from './language.svelte.js';

/** Words of the public boards and of the points of a college. */
export const boardWords = new Words({
  kk: async () => ({ words: (await import('../../shared/i18n/kk.js')).kk }),
  ru: async () => ({ words: (await import('../../shared/i18n/ru.js')).ru }),
  en: async () => ({ words: (await import('../../shared/i18n/en.js')).en }),
});
