import { readFile, stat } from 'node:fs/promises';
import type { Language } from '../http/language.js';
import { spelling } from '../names/name-keys.js';
import { type Cells, type Reason, type SheetRow, UnreadableTable } from './cell.js';
import { readCsv } from './read-csv.js';
import { type Grid, readWorkbook } from './read-workbook.js';
import { FOR_PEOPLE, type TableShape } from './text-table.js';

export interface Table {
  rows: SheetRow[];
  /** Sheets that were not read, and why. */
  notes: Reason[];
  /** Headings as the clerk wrote them, by column. */
  headings: Readonly<Record<string, string>>;
}

const MOST_BYTES = 10_000_000;
const MOST_ROWS = 20_000;
const MOST_ABOVE = 30;
/** Sheets of the templates that hold no data. */
export const TEMPLATE_SHEETS: Readonly<Record<Language, Readonly<{ example: string; lists: string }>>> = {
  kk: { example: 'Үлгі', lists: 'Тізімдер' },
  ru: { example: 'Пример', lists: 'Списки' },
  en: { example: 'Example', lists: 'Lists' },
};

/** Reads a workbook or a CSV file. Throws UnreadableTable. */
export async function readTable(file: string, shape: TableShape): Promise<Table> {
  const missing = (): never => {
    throw UnreadableTable.because('FILE_MISSING', file);
  };
  const { size } = await stat(file).catch(missing);
  if (size > MOST_BYTES) throw UnreadableTable.because('FILE_TOO_LARGE');
  return tableOf(await readFile(file).catch(missing), shape);
}

export function tableOf(bytes: Buffer, shape: TableShape): Table {
  if (bytes.length === 0) throw UnreadableTable.because('FILE_EMPTY');
  const { grids, notes } = gridsOf(bytes);
  const names = new Map(
    Object.entries(shape.columns).flatMap(([column, words]) =>
      [column, ...Object.values(words).flat()].map((word) => [headingKey(word), column]),
    ),
  );
  for (const word of [...FOR_PEOPLE, ...shape.ignored]) names.set(headingKey(word), '');
  const aside = new Set(Object.values(TEMPLATE_SHEETS).flatMap((names) => Object.values(names).map(spelling)));
  const read: SheetRow[][] = [];
  const skipped: Reason[] = [];
  const headings: Record<string, string> = {};
  for (const grid of grids) {
    const { name, rows } = grid;
    const skip = (code: string, column = '') => void skipped.push({ code, column, cell: name ?? '' });
    const start = headingIn(grid, names);
    if (grids.length > 1 && aside.has(spelling(name ?? ''))) skip('SHEET_OF_TEMPLATE');
    else if (start === -1) {
      if (rows.length > 0) skip('SHEET_WITHOUT_HEADING');
    } else {
      const header = headerOf(rows[start]!, names);
      const missing = shape.required.filter((one) => ![one].flat().some((column) => header.columns.includes(column)));
      const column = missing.map(oneOf).join(', ');
      if (missing.length > 0 && grids.length > 1) skip('SHEET_INCOMPLETE', column);
      else if (missing.length > 0) throw UnreadableTable.because('COLUMN_MISSING', '', column);
      else {
        read.push(rowsBelow(grid, start, header, grids.length > 1));
        for (const [index, name] of header.columns.entries()) if (name) headings[name] = header.headings[index]!;
      }
    }
  }
  if (read.length === 0 && skipped.some(({ code }) => code === 'SHEET_INCOMPLETE')) throw new UnreadableTable(skipped);
  if (read.length === 0)
    throw UnreadableTable.because('HEADING_NOT_FOUND', firstLine(grids), shape.required.map(oneOf).join(', '));
  const rows = read.flat();
  if (rows.length > MOST_ROWS) throw UnreadableTable.because('TABLE_TOO_LONG', String(MOST_ROWS));
  return { rows, notes: [...notes, ...skipped], headings };
}

function gridsOf(bytes: Buffer): { grids: Grid[]; notes: Reason[] } {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === '504b0304' || start === '504b0506') return readWorkbook(bytes);
  const isLocked = bytes.includes('EncryptedPackage', 0, 'utf16le');
  if (start === 'd0cf11e0') throw UnreadableTable.because(isLocked ? 'FILE_LOCKED' : 'FILE_OLD_OR_LOCKED');
  return { grids: [readCsv(bytes)], notes: [] };
}

/** Headings are compared without case, punctuation and underscores. */
const headingKey = (text: string) =>
  spelling(text)
    .replaceAll(/[^\p{L}\p{N}№₸]+/gu, ' ')
    .trim();

/** The first row with two known headings, or with known headings only; -1 = none. */
function headingIn({ rows }: Grid, names: ReadonlyMap<string, string>): number {
  return rows.slice(0, MOST_ABOVE).findIndex(({ cells }) => {
    const filled = cells.filter((cell) => cell && cell.text !== '' && cell.type !== 'merged');
    const known = filled.filter((cell) => names.get(headingKey(cell!.text)));
    return known.length >= 2 || (known.length === 1 && filled.length === 1);
  });
}

interface Header {
  headings: string[];
  /** The column of each heading; empty = for people only, undefined = unknown or no heading. */
  columns: (string | undefined)[];
}

function headerOf({ cells }: Grid['rows'][number], names: ReadonlyMap<string, string>): Header {
  const headings = [...cells].map((cell) => (cell?.text ?? '').replaceAll('\n', ' '));
  return { headings, columns: headings.map((text) => (text === '' ? undefined : names.get(headingKey(text)))) };
}

function rowsBelow(
  { name, rows }: Grid,
  start: number,
  { headings, columns }: Header,
  isOneOfMany: boolean,
): SheetRow[] {
  const body = rows.slice(start + 1);
  const place = isOneOfMany ? ` («${name}»)` : '';
  const reasons: Reason[] = [];
  const unknown = headings.filter((text, index) => text !== '' && columns[index] === undefined);
  if (unknown.length > 0) reasons.push({ code: 'COLUMN_UNKNOWN', column: unknown.join(', ') + place, cell: '' });
  for (const [index, column] of columns.entries()) {
    const first = columns.indexOf(column);
    if (column && first !== index)
      reasons.push({ code: 'COLUMN_TWICE', column: column + place, cell: `${headings[first]}, ${headings[index]}` });
  }
  const stray = body.find(({ cells }) => cells.some((cell, index) => cell && cell.text !== '' && !headings[index]));
  if (stray) reasons.push({ code: 'HEADING_EMPTY', column: '', cell: `${stray.row}${place}` });
  if (reasons.length > 0) throw new UnreadableTable(reasons);
  return body
    .map(({ row, cells }) => ({ sheet: isOneOfMany ? name : null, row, cells: named(columns, cells) }))
    .filter(({ cells }) => Object.values(cells).some(({ text, type }) => text !== '' && type !== 'merged'));
}

function named(header: readonly (string | undefined)[], cells: Grid['rows'][number]['cells']): Cells {
  const columns = header.flatMap((column, index) =>
    column ? [[column, cells[index] ?? { text: '', type: 'text' }] as const] : [],
  );
  return Object.fromEntries(columns);
}

const oneOf = (one: string | readonly string[]) => [one].flat().join(' / ');
const firstLine = (grids: readonly Grid[]) =>
  (grids[0]?.rows[0]?.cells ?? [])
    .map((cell) => cell?.text ?? '')
    .filter(Boolean)
    .join(', ');
