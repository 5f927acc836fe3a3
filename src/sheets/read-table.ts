import type { Language } from '../http/language.js';
import { spelling } from '../names/name-keys.js';
import { type Cells, type Reason, type SheetRow, UnreadableTable } from './cell.js';
import { readCsv } from './read-csv.js';
import { type Heading, Headings } from './headings.js';
import { readWorkbook } from './read-workbook.js';
import { LIMITS } from './sheet-limits.js';
import type { TableShape } from './text-table.js';
import type { Grid } from './worksheet.js';

export interface Table {
  rows: SheetRow[];
  /** Sheets that were not read, and why. */
  notes: Reason[];
  /** Headings as the clerk wrote them, by column. */
  headings: Readonly<Record<string, string>>;
}

const MOST_ABOVE = 30;
/** Filled cells of a row in which known headings are looked for. */
const MOST_COMPARED = 60;
/** The first bytes of gzip, bzip2, xz, zstd, 7z and RAR. */
const PACKED = /^(?:1f8b|425a68|fd377a58|28b52ffd|377abcaf|52617221)/;
/** Sheets of the templates that hold no data. */
export const TEMPLATE_SHEETS: Readonly<Record<Language, Readonly<{ example: string; lists: string }>>> = {
  kk: { example: 'Үлгі', lists: 'Тізімдер' },
  ru: { example: 'Пример', lists: 'Списки' },
  en: { example: 'Example', lists: 'Lists' },
};

/** Reads a workbook or CSV in this thread. Throws UnreadableTable. */
export async function tableOf(bytes: Buffer, shape: TableShape): Promise<Table> {
  if (bytes.length === 0) throw UnreadableTable.because('FILE_EMPTY');
  if (bytes.length > LIMITS.bytes) throw UnreadableTable.because('FILE_TOO_LARGE');
  const { grids, notes } = await gridsOf(bytes);
  const known = new Headings(shape);
  const aside = new Set(Object.values(TEMPLATE_SHEETS).flatMap((names) => Object.values(names).map(spelling)));
  const read: SheetRow[][] = [];
  const skipped: Reason[] = [];
  const headings: Record<string, string> = {};
  for (const grid of grids) {
    const { name, rows } = grid;
    const skip = (code: string, column = '') => void skipped.push({ code, column, cell: name ?? '' });
    const start = headingIn(grid, known);
    if (grids.length > 1 && aside.has(spelling(name ?? ''))) skip('SHEET_OF_TEMPLATE');
    else if (start === -1) {
      if (rows.length > 0) skip('SHEET_WITHOUT_HEADING');
    } else {
      const header = [...rows[start]!.cells].map((cell) => known.read((cell?.text ?? '').replaceAll('\n', ' ')));
      const found = new Set(header.map(({ column }) => column));
      const missing = shape.required.filter((one) => ![one].flat().some((column) => found.has(column)));
      const column = missing.map(oneOf).join(', ');
      if (missing.length > 0 && grids.length > 1) skip('SHEET_INCOMPLETE', column);
      else if (missing.length > 0)
        throw new UnreadableTable([{ code: 'COLUMN_MISSING', column, cell: '' }, ...unknownIn(header)]);
      else {
        read.push(rowsBelow(grid, start, header, grids.length > 1));
        for (const { column, text } of header) if (column) headings[column] = text;
      }
    }
  }
  if (read.length === 0 && skipped.some(({ code }) => code === 'SHEET_INCOMPLETE')) throw new UnreadableTable(skipped);
  if (read.length === 0)
    throw UnreadableTable.because('HEADING_NOT_FOUND', firstLine(grids), shape.required.map(oneOf).join(', '));
  const rows = read.flat();
  if (rows.length > LIMITS.rows) throw UnreadableTable.because('TABLE_TOO_LONG', String(LIMITS.rows));
  return { rows, notes: [...notes, ...skipped], headings };
}

async function gridsOf(bytes: Buffer): Promise<{ grids: Grid[]; notes: Reason[] }> {
  const start = bytes.subarray(0, 4).toString('hex');
  if (PACKED.test(start)) throw UnreadableTable.because('FILE_PACKED');
  if (start === '504b0304' || start === '504b0506') return readWorkbook(bytes);
  const isLocked = bytes.includes('EncryptedPackage', 0, 'utf16le');
  if (start === 'd0cf11e0') throw UnreadableTable.because(isLocked ? 'FILE_LOCKED' : 'FILE_OLD_OR_LOCKED');
  return { grids: [readCsv(bytes)], notes: [] };
}

/** The first row with two known headings, or with known headings only; -1 = none. */
function headingIn({ rows }: Grid, headings: Headings): number {
  return rows.slice(0, MOST_ABOVE).findIndex(({ cells }) => {
    const filled = cells.filter((cell) => cell && cell.text !== '' && cell.type !== 'merged');
    const known = filled
      .slice(0, MOST_COMPARED)
      .map((cell) => headings.read(cell!.text))
      .filter(({ column, unit }) => column && unit !== null);
    return known.length >= 2 || (known.length === 1 && filled.length === 1);
  });
}

function unknownIn(header: readonly Heading[], place = ''): Reason[] {
  const unknown = header.flatMap(({ text, column }) => (text !== '' && column === undefined ? [text] : []));
  return unknown.length > 0 ? [{ code: 'COLUMN_UNKNOWN', column: unknown.join(', ') + place, cell: '' }] : [];
}

function rowsBelow({ name, rows }: Grid, start: number, header: readonly Heading[], isOneOfMany: boolean): SheetRow[] {
  const body = rows.slice(start + 1);
  const place = isOneOfMany ? ` («${name}»)` : '';
  const reasons = unknownIn(header, place);
  for (const one of header) {
    const { column, text, unit } = one;
    if (!column) continue;
    const first = header.find((other) => other.column === column)!;
    if (first !== one) reasons.push({ code: 'COLUMN_TWICE', column: column + place, cell: `${first.text}, ${text}` });
    if (unit === null) reasons.push({ code: 'HEADING_UNIT', column: column + place, cell: text });
  }
  const stray = body.find(({ cells }) => cells.some((cell, index) => cell && cell.text !== '' && !header[index]?.text));
  if (stray) reasons.push({ code: 'HEADING_EMPTY', column: '', cell: `${stray.row}${place}` });
  if (reasons.length > 0) throw new UnreadableTable(reasons);
  return body
    .map(({ row, cells }) => ({ sheet: isOneOfMany ? name : null, row, cells: named(header, cells) }))
    .filter(({ cells }) => Object.values(cells).some(({ text, type }) => text !== '' && type !== 'merged'));
}

function named(header: readonly Heading[], cells: Grid['rows'][number]['cells']): Cells {
  return Object.fromEntries(
    header.flatMap(({ column, unit }, index) => {
      const cell = cells[index] ?? { text: '', type: 'text' };
      return column ? [[column, unit ? { unit, ...cell } : cell] as const] : [];
    }),
  );
}

const oneOf = (one: string | readonly string[]) => [one].flat().join(' / ');
const firstLine = (grids: readonly Grid[]) =>
  (grids[0]?.rows[0]?.cells ?? [])
    .map((cell) => cell?.text ?? '')
    .filter(Boolean)
    .join(', ');
