import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { type Cell, type Reason, textCell, UnreadableTable } from './cell.js';

export interface Grid {
  /** Null = the file has no named sheets. */
  name: string | null;
  rows: { row: number; cells: (Cell | undefined)[] }[];
}

const MOST_UNPACKED = 50_000_000;
const ZIP_END = 0x06054b50;
const ZIP_ENTRY = 0x02014b50;
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
  const { SheetNames, Sheets, Workbook } = book;
  const isHidden = (name: string) => (Workbook?.Sheets?.[SheetNames.indexOf(name)]?.Hidden ?? 0) !== 0;
  const names = SheetNames.filter((name) => (Sheets[name]!['!type'] ?? 'sheet') === 'sheet');
  const hidden = names.filter(isHidden);
  if (hidden.length === names.length) throw UnreadableTable.because('NO_VISIBLE_SHEET', hidden.join(', '));
  const epoch = Workbook?.WBProps?.date1904 ? 1462 : 0;
  const visible = names.filter((name) => !isHidden(name));
  return {
    grids: visible.map((name) => ({ name, rows: rowsOf(Sheets[name]!, epoch) })),
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
  if (t !== 'n') return v === undefined ? null : textCell(String(v));
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

/** Names and unpacked sizes as the directory of a ZIP archive lists them; null when there is no directory. */
function zipDirectory(bytes: Buffer): { name: string; size: number }[] | null {
  const first = Math.max(0, bytes.length - 65_557);
  let end = bytes.length - 22;
  while (end >= first && bytes.readUInt32LE(end) !== ZIP_END) end -= 1;
  if (end < first) return null;
  const entries: { name: string; size: number }[] = [];
  let at = bytes.readUInt32LE(end + 16);
  while (at + 46 <= end && bytes.readUInt32LE(at) === ZIP_ENTRY) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.push({ name, size: bytes.readUInt32LE(at + 24) });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}
