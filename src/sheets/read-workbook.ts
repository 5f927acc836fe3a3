import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { type Cell, type Reason, textCell } from './cell.js';
import { UnreadableTable } from './unreadable-table.js';
import { zipDirectory } from './zip-directory.js';

export interface Grid {
  /** Null = the file has no named sheets. */
  name: string | null;
  rows: { row: number; cells: (Cell | undefined)[] }[];
}

const MOST_UNPACKED = 50_000_000;
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
  const entries = zipDirectory(bytes);
  if (!entries?.some(({ name }) => /(?:^|[\\/])xl[\\/]workbook\d*\.xml$/i.test(name)))
    throw UnreadableTable.because('FILE_NOT_A_WORKBOOK');
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_UNPACKED) throw UnreadableTable.because('FILE_TOO_LARGE');
  const book = parsed(bytes);
  const isHidden = (index: number) => (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
  const sheets = book.SheetNames.map((name, index) => ({
    name,
    sheet: book.Sheets[name]!,
    hidden: isHidden(index),
  })).filter(({ sheet }) => (sheet['!type'] ?? 'sheet') === 'sheet');
  const visible = sheets.filter(({ hidden }) => !hidden);
  const hidden = sheets.filter((one) => one.hidden).map(({ name }) => name);
  if (visible.length === 0) throw UnreadableTable.because('NO_VISIBLE_SHEET', hidden.join(', '));
  const epoch = book.Workbook?.WBProps?.date1904 ? 1462 : 0;
  return {
    grids: visible.map(({ name, sheet }) => ({ name, rows: rowsOf(sheet, epoch) })),
    notes: hidden.map((cell) => ({ code: 'SHEET_HIDDEN', column: '', cell })),
  };
}

function parsed(bytes: Buffer): WorkBook {
  try {
    return read(bytes, { type: 'buffer', cellNF: true, cellText: false, cellHTML: false, sheetStubs: true });
  } catch {
    throw UnreadableTable.because('FILE_NOT_A_WORKBOOK');
  }
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
  if (t !== 'n') return v === undefined ? null : textCell(String(v).toString());
  const format = String(z ?? 'General');
  if (SSF.is_date(format)) return dateOrTime(Number(v) + (Number(v) >= 1 ? epoch : 0), format);
  const text = digits.format(Number(v));
  return { text: /^0+$/.test(format) ? text.padStart(format.length, '0') : text, type: 'number' };
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
  if (value < 1) return { text: shownAs(format, value), type: 'broken' };
  const { y, m, d } = SSF.parse_date_code(value) as { y: number; m: number; d: number };
  const month = `${y}-${String(m).padStart(2, '0')}`;
  return shown.includes('d') ? { text: `${month}-${String(d).padStart(2, '0')}`, type: 'day' } : textCell(month);
}

/** SheetJS throws on formats it does not know, such as «dd.mm.yyyy h:mm» for a time without a day. */
function shownAs(format: string, value: number): string {
  try {
    return SSF.format(format, value) as string;
  } catch {
    return digits.format(value);
  }
}
