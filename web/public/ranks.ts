import type { Neighbour } from '../../projections/standings/standings.contract.js';
import type { Locale } from '../../src/pages/page.contract.js';

/** The column of the number that decides between two colleges; null = they share the rank. */
export function decidingColumn(decidedBy: Neighbour['decidedBy']): number | null {
  if (decidedBy === null) return null;
  return decidedBy === 'kinds' ? 1 : decidedBy === 'participants' ? 2 : 0;
}

/** A decimal of the server, `12.34`, as the language writes it. */
export const decimal = (text: string, locale: Locale): string =>
  text.replace('-', '\u2212').replace('.', locale === 'en' ? '.' : ',');
