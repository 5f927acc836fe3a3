import { parse } from 'csv-parse/sync';
import { textCell, UnreadableTable } from './cell.js';
import type { Grid } from './read-workbook.js';

const MOST_LINES = 100_000;
const MOST_COLUMNS = 500;
const MOST_IN_A_ROW = 200_000;

/** Reads CSV with `;`, `,`, tab or `|`, or with the separator of a `sep=` line, in UTF-8 or UTF-16. Throws UnreadableTable. */
export function readCsv(bytes: Buffer): Grid {
  const whole = decode(bytes);
  if (/^\s*<(?:!doctype|html|\?xml|table|meta)/i.test(whole)) throw UnreadableTable.because('FILE_IS_A_PAGE');
  const [line = '', separator] = /^"?sep=(.)"?[;,\t]*(?:\r\n?|\n)/i.exec(whole) ?? [];
  const text = whole.slice(line.length);
  try {
    const records: string[][] = parse(text, {
      delimiter: separator ?? separatorOf(text),
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: false,
      maxRecordSize: MOST_IN_A_ROW,
      to: MOST_LINES,
    });
    if (records.length === MOST_LINES) throw UnreadableTable.because('TABLE_TOO_LONG', String(MOST_LINES));
    if (records.some(({ length }) => length > MOST_COLUMNS))
      throw UnreadableTable.because('TABLE_TOO_WIDE', String(MOST_COLUMNS));
    const rows = records.map((record, index) => ({ row: index + 1, cells: record.map(textCell) }));
    return { name: null, rows: rows.filter(({ cells }) => cells.some((cell) => cell.text !== '')) };
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
