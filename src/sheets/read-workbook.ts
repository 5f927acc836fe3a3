import { inflateRawSync } from 'node:zlib';
import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { type Cell, type Reason, textCell, UnreadableTable } from './cell.js';

export interface Grid {
  /** Null = the file has no named sheets. */
  name: string | null;
  rows: { row: number; cells: (Cell | undefined)[] }[];
}

const MOST_UNPACKED = 50_000_000;
const MOST_ENTRIES = 10_000;
const ZIP_END = 'PK\u0005\u0006';
const ERRORS: Readonly<Record<number, string>> = {
  0x00: '#NULL!',
  0x07: '#DIV/0!',
  0x0f: '#VALUE!',
  0x17: '#REF!',
  0x1d: '#NAME?',
  0x24: '#NUM!',
  0x2a: '#N/A',
};
const digits = new Intl.NumberFormat('en-US', { useGrouping: false, maximumSignificantDigits: 15 });

/** Reads every visible worksheet of an XLSX file. Throws UnreadableTable. */
export function readWorkbook(bytes: Buffer): { grids: Grid[]; notes: Reason[] } {
  const { SheetNames, Sheets, Workbook } = parsed(bytes);
  const isHidden = (name: string) => (Workbook?.Sheets?.[SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;
  const names = SheetNames.filter((name) => (Sheets[name]!['!type'] ?? 'sheet') === 'sheet');
  const hidden = names.filter(isHidden);
  if (hidden.length === names.length) throw UnreadableTable.because('NO_VISIBLE_SHEET', hidden.join(', '));
  const epoch = Workbook?.WBProps?.date1904 ? 1462 : 0;
  const notes = hidden.map((cell) => ({ code: 'SHEET_HIDDEN', column: '', cell }));
  const grids = names
    .filter((name) => !isHidden(name))
    .map((name) => {
      const sheet = Sheets[name]!;
      const { seen = [], unseen } = Object.groupBy(rowsOf(sheet, epoch), ({ row }) =>
        sheet['!rows']?.[row - 1]?.hidden ? 'unseen' : 'seen',
      );
      if (unseen) notes.push({ code: 'ROWS_HIDDEN', column: name, cell: unseen.map(({ row }) => row).join(', ') });
      return { name, rows: seen };
    });
  return { grids, notes };
}

function parsed(bytes: Buffer): WorkBook {
  try {
    if (isWorkbook(bytes))
      return read(bytes, {
        type: 'buffer',
        cellNF: true,
        cellText: false,
        cellHTML: false,
        sheetStubs: true,
        cellStyles: true,
      });
  } catch (error) {
    if (error instanceof UnreadableTable) throw error;
  }
  throw UnreadableTable.because('FILE_NOT_A_WORKBOOK');
}

function rowsOf(sheet: WorkSheet, epoch: number): Grid['rows'] {
  const rows = new Map<number, (Cell | undefined)[]>();
  for (const [address, value] of Object.entries(sheet)) {
    if (address.startsWith('!')) continue;
    const cell = cellOf(value as CellObject, epoch);
    if (!cell || cell.text === '') continue;
    const { r, c } = utils.decode_cell(address);
    const cells = rows.get(r) ?? [];
    cells[c] = cell;
    rows.set(r, cells);
  }
  for (const { s, e } of sheet['!merges'] ?? [])
    for (const [r, cells] of rows)
      if (r >= s.r && r <= e.r && rows.get(s.r)?.[s.c])
        for (let c = s.c; c <= Math.min(e.c, s.c + 200); c += 1)
          if (r !== s.r || c !== s.c) cells[c] = { text: rows.get(s.r)![s.c]!.text, type: 'merged' };
  return [...rows].sort(([a], [b]) => a - b).map(([r, cells]) => ({ row: r + 1, cells }));
}

function cellOf({ t, v, f, z }: CellObject, epoch: number): Cell | null {
  if (t === 'e') return { text: ERRORS[Number(v)] ?? '#N/A', type: 'broken' };
  if (t === 'z') return f === undefined ? null : { text: `=${f}`, type: 'broken' };
  if (t !== 'n') return v === undefined ? null : textCell(String(v));
  const format = String(z ?? 'General');
  if (SSF.is_date(format)) return dateOrTime(Number(v) + (Number(v) >= 1 ? epoch : 0), format);
  if (format.includes('%')) return { text: `${digits.format(Number(v) * 100)}%`, type: 'text' };
  const text = digits.format(Number(v));
  const unit = unitIn(format);
  const shown = /^0+$/.test(format) ? text.padStart(format.length, '0') : text;
  return { text: shown, type: 'number', ...(unit === undefined ? {} : { unit }) };
}

/** Words that a format shows beside the number, such as «т»; `_₽` is a blank. Empty = in thousands, which stores whole numbers. */
function unitIn(format: string): string | undefined {
  const [positive = ''] = format.split(';');
  if (/[0#?],+(?![0#?])/.test(positive)) return '';
  const found = positive.matchAll(/[_*].|"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)|(\p{Sc})/gu);
  const words = [...found].flatMap((one) => one.slice(1));
  return words.join('').trim() || undefined;
}

/** A format with hours alone shows a time; a format without a day shows a month. */
function dateOrTime(value: number, format: string): Cell {
  const shown = format.replaceAll(/"[^"]*"|\\.|\[\$[^\]]*\]|\[(?!h+\])[^\]]*\]|;.*/gi, '').toLowerCase();
  if (!/[yd]/.test(shown) || (value < 1 && shown.includes('h'))) {
    const seconds = Math.round(value * 86_400);
    const isClock = value < 1 || /\[h/.test(shown);
    const text = `${Math.floor(seconds / 3600)}:${String(Math.floor(seconds / 60) % 60).padStart(2, '0')}`;
    return seconds % 60 === 0 && isClock && seconds >= 0
      ? { text, type: 'time' }
      : { text: shownAs(format, value), type: 'broken' };
  }
  const date = value < 1 ? null : (SSF.parse_date_code(value) as { y: number; m: number; d: number } | null);
  if (!date) return { text: shownAs(format, value), type: 'broken' };
  const { y, m, d } = date;
  const month = `${y}-${String(m).padStart(2, '0')}`;
  return shown.includes('d') ? { text: `${month}-${String(d).padStart(2, '0')}`, type: 'day' } : textCell(month);
}

/** SheetJS throws on formats it does not know, such as «dd.mm.yyyy h:mm» for a time without a day. */
function shownAs(format: string, value: number): string {
  try {
    return (SSF.format(format, value) as string) || digits.format(value);
  } catch {
    return digits.format(value);
  }
}

/**
 * True when the archive holds a workbook and its directory gives the right sizes. Unpacks no entry beyond its size, because SheetJS
 * unpacks without a limit. Throws on damage.
 */
function isWorkbook(bytes: Buffer): boolean {
  const end = bytes.lastIndexOf(ZIP_END);
  if (end === -1) return false;
  const count = bytes.readUInt16LE(end + 8);
  let [at, total, hasBook] = [bytes.readUInt32LE(end + 16), 0, false];
  for (let entry = 0; entry < count; entry += 1) {
    const packed = bytes.readUInt32LE(at + 20);
    const size = bytes.readUInt32LE(at + 24);
    const start = bytes.readUInt32LE(at + 42);
    total += size;
    if (total > MOST_UNPACKED || count > MOST_ENTRIES) throw UnreadableTable.because('FILE_TOO_LARGE');
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const data = bytes.subarray(from, from + packed);
    const isStored = bytes.readUInt16LE(start + 8) === 0;
    const unpacked = isStored ? data : inflateRawSync(data, { maxOutputLength: Math.max(size, 1) });
    if (unpacked.length !== size) return false;
    const name = bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28));
    hasBook ||= /(?:^|[\\/])xl[\\/]workbook\d*\.xml$/i.test(name);
    at += 46 + [28, 30, 32].reduce((sum, field) => sum + bytes.readUInt16LE(at + field), 0);
  }
  return hasBook;
}
