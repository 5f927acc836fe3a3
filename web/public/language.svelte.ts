import { getContext, setContext } from 'svelte';
import type { Locale } from '../../src/pages/page.contract.js';
import { en } from '../shared/i18n/en.js';
import { fill } from '../shared/i18n/fill.js';
import { kk, type Dictionary, type WordKey } from '../shared/i18n/kk.js';
import { ru } from '../shared/i18n/ru.js';

const DICTIONARIES: Record<Locale, Dictionary> = { kk, ru, en };
const KEY = Symbol('language');

/** The language of the page. The choice is kept in a cookie, so that the next page comes in it from the server. */
export class Language {
  locale: Locale = $state('kk');

  constructor(locale: Locale) {
    this.locale = locale;
  }

  t(key: WordKey, values: Record<string, string | number> = {}): string {
    return fill(DICTIONARIES[this.locale][key], values);
  }

  choose(locale: Locale): void {
    this.locale = locale;
    document.documentElement.lang = locale;
    document.cookie = `qorzhyn_lang=${locale}; path=/; max-age=31536000; samesite=lax`;
  }
}

export function provideLanguage(language: Language): Language {
  return setContext(KEY, language);
}

export function useLanguage(): Language {
  return getContext<Language>(KEY);
}
