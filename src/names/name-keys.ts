import confusables from 'unhomoglyph/data.json';

/** Unicode's confusables (UTS 39): letter → the letter it looks like. */
const LOOKS_LIKE = new Map(Object.entries(confusables as Readonly<Record<string, string>>));
/** UTS 39 takes Ү for У; a Kazakh reader tells them apart. */
for (const letter of 'Үү') LOOKS_LIKE.delete(letter);

const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;
const BLANKS = /[\s\p{Z}\p{Cc}\u2800\u{1d159}]+/gu;
const QUOTES = /["'`´<>\p{Pi}\p{Pf}‚„〝-〟❛-❟′-‷ʹ-ʽˈˊˋˮ՚״׳]/gu;
const NUMBER_SIGN = /(?:№|N[°º]|(?<![\p{L}\p{N}])No(?=[\s\p{Z}]+\d))[\s\p{Z}]*/giu;
const DASHES = /\s*[\p{Pd}\u02d7\u2043\u2212\u2500\u30fc]+\s*/gu;

/** Dashes, quotes, blanks, invisible characters and ё written one way. */
function plain(text: string): string {
  return text
    .replaceAll(UNSEEN, '')
    .replaceAll(NUMBER_SIGN, '№')
    .normalize('NFKC')
    .replaceAll(QUOTES, ' ')
    .replaceAll(BLANKS, ' ')
    .replaceAll(DASHES, '-')
    .replaceAll(/[ёë]/gu, 'е')
    .replaceAll(/[ЁË]/gu, 'Е')
    .trim();
}

function skeleton(text: string): string {
  return [...text.normalize('NFD')]
    .map((letter) => LOOKS_LIKE.get(letter) ?? letter)
    .join('')
    .normalize('NFD');
}

/** A spelling for looking words up in our own lists: lower case, one kind of dash, quote and blank. */
export const spelling = (text: string): string => plain(text).toLowerCase();

/** One key for comparing free words such as places: letter case and look-alike letters make no difference. Never shown. */
export const readsLike = (text: string): string => skeleton(spelling(text));

/**
 * The looks of a name as written, in capitals and in small letters. Two names that share a key read the same to a person.
 * The keys are for comparing only and are never shown.
 */
export function nameKeys(name: string): Set<string> {
  const written = plain(name);
  return new Set([written.toLowerCase(), written, written.toUpperCase()].map(skeleton));
}

export function readsTheSame(one: string, other: string): boolean {
  const keys = nameKeys(other);
  return [...nameKeys(one)].some((key) => keys.has(key));
}
