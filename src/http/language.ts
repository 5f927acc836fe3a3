export type Language = 'kk' | 'ru' | 'en';

export const LANGUAGE_COOKIE = 'qorzhyn_lang';
const known: readonly string[] = ['kk', 'ru', 'en'];

export const isLanguage = (text: unknown): text is Language => typeof text === 'string' && known.includes(text);

interface Asking {
  query?: unknown;
  cookies?: Readonly<Record<string, string | undefined>>;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The reader's language: `?lang`, then the cookie, then Accept-Language by its weights; Kazakh when none is known. */
export function languageOf({ query, cookies, headers }: Asking): Language {
  const asked = (query as { lang?: unknown } | undefined)?.lang;
  if (isLanguage(asked)) return asked;
  const kept = cookies?.[LANGUAGE_COOKIE];
  if (isLanguage(kept)) return kept;
  return preferred(String(headers['accept-language'] ?? ''));
}

function preferred(header: string): Language {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = rest.map((item) => /^\s*q=([\d.]+)$/.exec(item)?.[1]).find((value) => value !== undefined);
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ language, weight }) => isLanguage(language) && weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return (wishes[0]?.language as Language | undefined) ?? 'kk';
}
