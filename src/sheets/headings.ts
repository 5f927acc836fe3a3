import { nameKeys, spelling } from '../names/name-keys.js';
import { unitSize } from './read-number.js';
import { FOR_PEOPLE, type TableShape } from './text-table.js';

export interface Heading {
  text: string;
  /** Empty = for people only, undefined = unknown or no heading. */
  column?: string;
  /** Unit of the numbers below; null = a unit that the column does not take. */
  unit?: string | null;
}

/** A longer cell is a text, not a heading. */
const LONGEST = 200;
/** A heading of more words has no unit behind it. */
const MOST_WORDS = 12;

/** Headings are compared without case, punctuation and underscores. */
const headingKey = (text: string) =>
  spelling(text)
    .replaceAll(/[^\p{L}\p{N}\p{Sc}№%]+/gu, ' ')
    .trim();

const columnIn = (columns: ReadonlyMap<string, string>, heading: string) =>
  [...nameKeys(heading)].map((key) => columns.get(key)).find((column) => column !== undefined);

/** Finds the column that a heading means, also with letters that look alike. */
export class Headings {
  private readonly columns = new Map<string, string>();
  /** Columns of numbers by the headings that a unit may follow. */
  private readonly measured = new Map<string, string>();

  constructor(private readonly shape: TableShape) {
    const add = (columns: Map<string, string>, heading: string, column: string) =>
      nameKeys(headingKey(heading)).forEach((key) => columns.set(key, column));
    for (const [column, words] of Object.entries(shape.columns))
      for (const heading of [column, ...Object.values(words).flat()]) {
        add(this.columns, heading, column);
        const unit = shape.units[column];
        // «Мусор (кг)» may be «Мусор (т)», but «Пластик (мешков)» is not «Пластик (шт)».
        const bare = unit && unit.per > 1 ? heading.replace(/ \([^)]*\)$/, '') : heading;
        if (unit) add(this.measured, bare, column);
      }
    for (const word of [...FOR_PEOPLE, ...shape.ignored]) add(this.columns, word, '');
  }

  read(text: string): Heading {
    if (text.length > LONGEST) return { text };
    const key = headingKey(text);
    const column = columnIn(this.columns, key);
    if (column !== undefined) return { text, column };
    const words = key.split(' ');
    if (words.length > MOST_WORDS) return { text };
    for (let at = words.length - 1; at > 0; at -= 1) {
      const measured = columnIn(this.measured, words.slice(0, at).join(' '));
      const end = words.slice(at).join(' ');
      const unit = end.replace(/^(?:в|in) /, '');
      if (measured === undefined) continue;
      if (unitSize(unit, this.shape.units[measured]!) !== null) return { text, column: measured, unit };
      // Without such a mark the word is part of another heading.
      if (/[(,/]/.test(text)) return { text, column: measured, unit: null };
    }
    return { text };
  }
}
