import { getContext, setContext } from 'svelte';
import type { Locale } from '../../src/pages/page.contract.js';
import type { Dictionary, WordKey } from '../shared/i18n/kk.js';
import { phrase } from '../shared/i18n/phrase.js';
import type { LocaleMetrics } from '../shared/metric-words.js';

/** All words of one language. */
export interface LocaleText {
  words: Dictionary;
  metrics: LocaleMetrics;
  /** By the code of the district. */
  districts: Record<string, string>;
}

const KEY = Symbol('language');

/** The browser loads one language; another one follows when it is chosen. */
export async function loadText(locale: Locale): Promise<LocaleText> {
  if (locale === 'kk') return (await import('../shared/i18n/text.kk.js')).text;
  return (locale === 'ru' ? await import('../shared/i18n/text.ru.js') : await import('../shared/i18n/text.en.js')).text;
}

/** The language of the page. A cookie tells the server the choice. */
export class Language {
  locale: Locale = $state.raw('kk');
  text: LocaleText = $state.raw()!;

  constructor(locale: Locale, text: LocaleText) {
    this.locale = locale;
    this.text = text;
  }

  t(key: WordKey, values: Record<string, string | number> = {}): string {
    return phrase(this.text.words[key], values, this.locale);
  }

  async choose(locale: Locale): Promise<void> {
    document.cookie = `qorzhyn_lang=${locale}; path=/; max-age=31536000; samesite=lax`;
    this.text = await loadText(locale);
    this.locale = locale;
    document.documentElement.lang = locale;
  }
}

export function provideLanguage(language: Language): Language {
  return setContext(KEY, language);
}

export function useLanguage(): Language {
  return getContext<Language>(KEY);
}
