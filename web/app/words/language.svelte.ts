import type { Locale } from '../../../src/pages/page.contract.js';
import { phrase } from '../../shared/i18n/phrase.js';

const COOKIE = 'qorzhyn_lang';
const LOCALES: readonly Locale[] = ['kk', 'ru', 'en'];

/** Functions that load a dictionary of one area, by language. Kazakh decides which words there are. */
type Loaders<Key extends string> = Record<Locale, () => Promise<{ words: Readonly<Record<Key, string>> }>>;

/** Dictionaries that a page has opened; all of them follow when the language changes. */
const opened = new Set<Words<string>>();

class AppLanguage {
  locale: Locale = $state.raw('kk');

  constructor() {
    this.locale = remembered() ?? (navigator.language.startsWith('ru') ? 'ru' : 'kk');
    document.documentElement.lang = this.locale;
  }

  /** Loads the words of every open page, then switches all at once. A cookie tells the server the choice. */
  async choose(locale: Locale): Promise<void> {
    await Promise.all([...opened].map((words) => words.load(locale)));
    document.cookie = `${COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`;
    for (const words of opened) words.show(locale);
    this.locale = locale;
    document.documentElement.lang = locale;
  }
}

function remembered(): Locale | undefined {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(document.cookie)?.[1];
  return LOCALES.find((locale) => locale === asked) ?? LOCALES.find((locale) => locale === kept);
}

export const language = new AppLanguage();

/** The words of one area of the application. A page awaits `open()` before it is shown. */
export class Words<Key extends string> {
  private current: Readonly<Record<Key, string>> = $state.raw({} as Record<Key, string>);
  private readonly loaded = new Map<Locale, Readonly<Record<Key, string>>>();

  constructor(private readonly loaders: Loaders<Key>) {}

  async open(): Promise<void> {
    opened.add(this as unknown as Words<string>);
    await this.load(language.locale);
    this.show(language.locale);
  }

  async load(locale: Locale): Promise<void> {
    if (!this.loaded.has(locale)) this.loaded.set(locale, (await this.loaders[locale]()).words);
  }

  show(locale: Locale): void {
    const words = this.loaded.get(locale);
    if (words) this.current = words;
  }

  /** The phrase with its values; forms of a count are chosen by the number `n`. */
  t = (key: Key, values: Record<string, string | number> = {}): string =>
    phrase(this.current[key] ?? '', values, language.locale);
}

/** For the `load` function of a page. */
export const openWords = async (...areas: { open(): Promise<void> }[]): Promise<void> => {
  await Promise.all(areas.map((area) => area.open()));
};
