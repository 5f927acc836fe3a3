import { parseCookie } from 'cookie';

export type Language = 'kk' | 'ru' | 'en';

/** Code → sentence, for each language; `{name}` is filled from the refusal's params. */
export type Catalogue<Code extends string = string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>;

export const LANGUAGE_COOKIE = 'qorzhyn_lang';
const known: readonly string[] = ['kk', 'ru', 'en'];

export const isLanguage = (text: unknown): text is Language => typeof text === 'string' && known.includes(text);

interface Asking {
  query?: unknown;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The language of an API response: `?lang`, then the cookie, then Accept-Language by weight, else Kazakh. */
export const languageOf = (asking: Asking): Language => chosen(asking) ?? wished(asking)[0] ?? 'kk';

/** The language of a page: what the reader chose; else Russian when the browser puts it first; else Kazakh. English is only ever chosen. */
export function pageLanguageOf(asking: Asking): Language {
  const [first] = wished(asking);
  return chosen(asking) ?? (first === 'ru' ? 'ru' : 'kk');
}

function chosen({ query, headers: { cookie } }: Asking): Language | undefined {
  const asked = (query as { lang?: unknown } | undefined)?.lang;
  const kept = typeof cookie === 'string' ? parseCookie(cookie)[LANGUAGE_COOKIE] : undefined;
  return isLanguage(asked) ? asked : isLanguage(kept) ? kept : undefined;
}

function wished({ headers }: Asking): Language[] {
  return String(headers['accept-language'] ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = rest.map((item) => /^\s*q=([\d.]+)$/.exec(item)?.[1]).find((value) => value !== undefined);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((wish): wish is { language: Language; weight: number } => isLanguage(wish.language) && wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
