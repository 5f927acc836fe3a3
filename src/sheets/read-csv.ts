import { parse } from 'csv-parse/sync';
import { textCell, UnreadableTable } from './cell.js';
import { LIMITS } from './sheet-limits.js';
import { CellCount, type Grid } from './worksheet.js';

const MOST_IN_A_ROW = 200_000;
/** Characters in which the separator is looked for. */
const BEGINNING = 65_536;

/** Reads CSV with `;`, `,`, tab or `|`, or with the separator of a `sep=` line, in UTF-8 or UTF-16. Throws UnreadableTable. */
export function readCsv(bytes: Buffer): Grid {
  const whole = decode(bytes);
  if (/^\s*<(?:!doctype|html|\?xml|table|meta)/i.test(whole)) throw UnreadableTable.because('FILE_IS_A_PAGE');
  const [line = '', separator] = /^"?sep=(.)"?[;,\t]*(?:\r\n?|\n)/i.exec(whole) ?? [];
  const text = whole.slice(line.length);
  const count = new CellCount();
  const rows: Grid['rows'] = [];
  let [lines, fields] = [0, 0];
  const addRow = (record: string[]) => {
    lines += 1;
    if (lines > LIMITS.lastRow) throw UnreadableTable.because('TABLE_TOO_LONG', String(LIMITS.lastRow));
    const cells = record.map((field) => (field === '' ? undefined : textCell(field)));
    const filled = cells.filter((cell) => cell && cell.text !== '');
    if (filled.length === 0) return null;
    for (const cell of filled) count.add(cell!);
    count.addRow();
    rows.push({ row: lines, cells });
    return null;
  };
  const checked = (field: string, { index }: { index: number }) => {
    fields += 1;
    if (index >= LIMITS.columns) throw UnreadableTable.because('TABLE_TOO_WIDE', String(LIMITS.columns));
    if (fields > LIMITS.fields) throw UnreadableTable.because('TABLE_TOO_MANY_CELLS', String(LIMITS.fields));
    return field;
  };
  try {
    parse(text, {
      delimiter: separator ?? separatorOf(text.slice(0, BEGINNING)),
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      maxRecordSize: MOST_IN_A_ROW,
      cast: checked,
      onRecord: addRow,
    });
    return { name: null, rows };
  } catch (error) {
    if (error instanceof UnreadableTable) throw error;
    throw UnreadableTable.because('FILE_NOT_A_TABLE', String((error as { lines?: number }).lines ?? 1));
  }
}

function decode(bytes: Buffer): string {
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    if (!text.includes('\0')) return text;
  } catch {
    // The refusal below covers bytes that are not text and text with zero bytes.
  }
  throw UnreadableTable.because('FILE_NOT_UTF8');
}

/** The separator that one of the first lines uses most, outside quotes; a title above the heading has few. */
function separatorOf(text: string): string {
  const lines = text.split(/\r\n?|\n/, 20).map((line) => line.replaceAll(/"[^"]*"/g, ''));
  const uses = (separator: string) => Math.max(...lines.map((line) => line.split(separator).length));
  return [';', ',', '\t', '|'].reduce((best, separator) => (uses(separator) > uses(best) ? separator : best));
}
