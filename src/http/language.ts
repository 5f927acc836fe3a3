import { parseCookie } from 'cookie';

export type Language = 'kk' | 'ru' | 'en';

/** Code → sentence, for each language; `{name}` is replaced by a parameter of the refusal. */
export type Catalogue<Code extends string = string> = Readonly<Record<Language, Readonly<Record<Code, string>>>>;

export const LANGUAGE_COOKIE = 'qorzhyn_lang';
const languages: readonly string[] = ['kk', 'ru', 'en'];

export const isLanguage = (text: unknown): text is Language => typeof text === 'string' && languages.includes(text);

interface LanguageRequest {
  query?: unknown;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The language of an API response: `?lang`, then the cookie, then Accept-Language by weight, else Kazakh. */
export const languageOf = (request: LanguageRequest): Language =>
  chosenLanguage(request) ?? acceptedLanguages(request)[0] ?? 'kk';

/** The language of a page: the reader's choice, else Russian when the browser prefers it, else Kazakh. English needs a choice. */
export function pageLanguageOf(request: LanguageRequest): Language {
  const [first] = acceptedLanguages(request);
  return chosenLanguage(request) ?? (first === 'ru' ? 'ru' : 'kk');
}

function chosenLanguage({ query, headers: { cookie } }: LanguageRequest): Language | undefined {
  const parameter = (query as { lang?: unknown } | undefined)?.lang;
  const remembered = typeof cookie === 'string' ? parseCookie(cookie)[LANGUAGE_COOKIE] : undefined;
  return [parameter, remembered].find(isLanguage);
}

function acceptedLanguages({ headers }: LanguageRequest): Language[] {
  return String(headers['accept-language'] ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = rest.map((item) => /^\s*q=([\d.]+)$/.exec(item)?.[1]).find((value) => value !== undefined);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter((entry): entry is { language: Language; weight: number } => isLanguage(entry.language) && entry.weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ language }) => language);
}
