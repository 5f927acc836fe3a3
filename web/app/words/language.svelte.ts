import type { Locale } from '../../../src/pages/page.contract.js';
import { phrase } from '../../shared/i18n/phrase.js';

const COOKIE = 'qorzhyn_lang';
const LOCALES: readonly Locale[] = ['kk', 'ru', 'en'];

/** Loads a content in one language. */
type Loaders<Content> = Record<Locale, () => Promise<Content>>;

/** Contents that a page has opened; all of them follow when the language changes. */
const opened = new Set<Localised<unknown>>();

class AppLanguage {
  locale: Locale = $state.raw('kk');

  constructor() {
    this.locale = remembered() ?? (navigator.language.startsWith('ru') ? 'ru' : 'kk');
    document.documentElement.lang = this.locale;
    // Sentences of the server come in the same language from the first request on.
    tellServer(this.locale);
  }

  /** Loads the contents of every open page, then switches all at once. A cookie tells the server the choice. */
  async choose(locale: Locale): Promise<void> {
    await Promise.all([...opened].map((content) => content.load(locale)));
    tellServer(locale);
    for (const content of opened) content.show(locale);
    this.locale = locale;
    document.documentElement.lang = locale;
  }
}

function tellServer(locale: Locale): void {
  document.cookie = `${COOKIE}=${locale}; path=/; max-age=31536000; samesite=lax`;
}

function remembered(): Locale | undefined {
  const asked = new URLSearchParams(location.search).get('lang');
  const kept = new RegExp(`(?:^|; )${COOKIE}=(\\w+)`).exec(document.cookie)?.[1];
  return LOCALES.find((locale) => locale === asked) ?? LOCALES.find((locale) => locale === kept);
}

export const language = new AppLanguage();

/** A content in the language of the reader. A page awaits `open()` before it is shown. */
export class Localised<Content> {
  current: Content = $state.raw()!;
  private readonly loaded = new Map<Locale, Content>();

  constructor(private readonly loaders: Loaders<Content>) {}

  async open(): Promise<void> {
    opened.add(this);
    await this.load(language.locale);
    this.show(language.locale);
  }

  async load(locale: Locale): Promise<void> {
    if (!this.loaded.has(locale)) this.loaded.set(locale, await this.loaders[locale]());
  }

  show(locale: Locale): void {
    const content = this.loaded.get(locale);
    if (content) this.current = content;
  }
}

/** The words of one area of the application. Kazakh decides which words there are. */
export class Words<Key extends string> {
  private readonly words: Localised<{ words: Readonly<Record<Key, string>> }>;

  constructor(loaders: Loaders<{ words: Readonly<Record<Key, string>> }>) {
    this.words = new Localised(loaders);
  }

  open = (): Promise<void> => this.words.open();

  /** The phrase with its values; forms of a count are chosen by the number `n`. */
  t = (key: Key, values: Record<string, string | number> = {}): string =>
    phrase(this.words.current.words[key], values, language.locale);
}

/** For the `load` function of a page. */
export const openWords = async (...areas: { open(): Promise<void> }[]): Promise<void> => {
  await Promise.all(areas.map((area) => area.open()));
};
