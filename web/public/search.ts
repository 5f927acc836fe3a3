import type { StandingsRow } from '../../projections/standings/standings.contract.js';

// Kazakh names are typed on Russian keyboards too.
const KAZAKH = 'әғқңөұүһіё';
const ALIKE = 'агкноуухие';

/** Search key of a name: lower case, Kazakh letters as similar Russian ones, no punctuation. */
export function searchKey(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[әғқңөұүһіё]/g, (letter) => ALIKE.charAt(KAZAKH.indexOf(letter)))
    .replace(/[«»"'.,-]/g, '');
}

/** True when every word of the query occurs in the college's names. */
export function matches(row: StandingsRow, query: string): boolean {
  const names = searchKey([row.names, row.shortNames].flatMap((text) => [text.kk, text.ru, text.en]).join(' '));
  return searchKey(query)
    .split(/\s+/)
    .every((word) => names.indexOf(word) >= 0);
}
