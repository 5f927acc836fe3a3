import type { StandingsRow } from '../../projections/standings/standings.contract.js';

// People type Kazakh names on Russian and English keyboards.
const ALIKE: Record<string, string> = {
  ә: 'а',
  ғ: 'г',
  қ: 'к',
  ң: 'н',
  ө: 'о',
  ұ: 'у',
  ү: 'у',
  һ: 'х',
  і: 'и',
  ё: 'е',
};

/** A name as people search it: small letters, Kazakh letters as their Russian likes, no marks. */
export function searchKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[әғқңөұүһіё]/g, (letter) => ALIKE[letter] ?? letter)
    .replace(/[«»"'.,-]/g, '');
}

/** True when every sought word occurs in one of the college's names. */
export function matches(row: StandingsRow, sought: string): boolean {
  const names = searchKey([row.names, row.shortNames].flatMap((text) => [text.kk, text.ru, text.en]).join(' '));
  return searchKey(sought)
    .split(/\s+/)
    .every((word) => names.indexOf(word) >= 0);
}
