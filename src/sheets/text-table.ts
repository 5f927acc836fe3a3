import type { Language } from '../http/language.js';
import type { CellUnit } from './read-number.js';

/** Columns of a kind of table: name → other headings that mean it. `required` names columns; of an inner list one is enough. */
export interface TableShape {
  columns: Readonly<Record<string, Readonly<Record<Language, readonly string[]>>>>;
  required: readonly (string | readonly string[])[];
  /** Columns of numbers: their headings may end with a unit. */
  units: Readonly<Record<string, CellUnit>>;
  /** Columns for people beside {@link FOR_PEOPLE}; they are not read. */
  ignored: readonly string[];
}

/** Columns for people in tables of every kind. */
export const FOR_PEOPLE = ['№', '№ п/п', 'No п/п', 'п/п', 'Р/с', 'Реті', 'Ескерту', 'Примечание', 'Note'];

/** Reads lines of fields between `|`; a field is a list separated by semicolons. */
export const textTable = (lines: string): string[][][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((field) => field.trim().split('; ')));

/** Reads lines of `column | Kazakh headings | Russian headings | English headings`. */
export const headingTable = (lines: string): TableShape['columns'] =>
  Object.fromEntries(textTable(lines).map(([column, kk = [], ru = [], en = []]) => [column![0]!, { kk, ru, en }]));
