import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/node';

/** A sheet as a clerk sees it: `row` is the number at its left edge, the heading being row 1. */
export interface Table {
  /** SHA-256 of the file, hex; ids of what is imported derive from it. */
  hash: string;
  header: string[];
  rows: { row: number; cells: Record<string, string> }[];
}

/** The file cannot be read as a table; the message is one sentence with the remedy. */
export class UnreadableTable extends Error {}

/** Reads the first sheet of an XLSX file, or CSV with `;`, `,` or tab, with or without BOM, in UTF-8 or UTF-16. Throws UnreadableTable. */
export async function readTable(file: string): Promise<Table> {
  const bytes = await readFile(file).catch((error: Error) => {
    throw new UnreadableTable(`${file} cannot be read: ${error.message}`);
  });
  const grid = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await readXlsx(bytes, file) : readCsv(bytes, file);
  const [heading = [], ...body] = grid;
  const header = heading.map(tidy);
  const doubled = header.find((name, column) => name !== '' && header.indexOf(name) !== column);
  if (doubled !== undefined)
    throw new UnreadableTable(`Two columns of ${file} are called ${doubled}: rename one of them.`);
  const rows = body
    .map((cells, index) => ({ row: index + 2, cells: cells.map(tidy) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  const wide = rows.find(({ cells }) => cells.some((cell, column) => cell !== '' && !header[column]));
  if (wide)
    throw new UnreadableTable(
      `Row ${wide.row} of ${file} has a cell without a heading above it: add the heading or clear the cell.`,
    );
  return {
    hash: createHash('sha256').update(bytes).digest('hex'),
    header: header.filter((name) => name !== ''),
    rows: rows.map(({ row, cells }) => ({
      row,
      cells: Object.fromEntries(header.map((name, column) => [name, cells[column] ?? ''])),
    })),
  };
}

async function readXlsx(bytes: Buffer, file: string): Promise<string[][]> {
  const sheet = await readSheet(bytes).catch(() => {
    throw new UnreadableTable(`${file} is not a workbook that can be read: save it again as .xlsx or as CSV UTF-8.`);
  });
  return sheet.map((cells) =>
    cells.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell === null ? '' : String(cell))),
  );
}

function readCsv(bytes: Buffer, file: string): string[][] {
  const text = decode(bytes, file);
  try {
    return parse(text, { bom: true, delimiter: delimiterOf(text), relaxColumnCount: true, skipEmptyLines: false });
  } catch (error) {
    throw new UnreadableTable(`${file} is not a table: ${(error as Error).message}`);
  }
}

function decode(bytes: Buffer, file: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableTable(`${file} is not in UTF-8: save it from Excel as "CSV UTF-8" or as .xlsx.`);
  }
}

/** The separator that the heading uses most; quoted headings do not count. */
function delimiterOf(text: string): string {
  const heading = (text.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const uses = (separator: string) => heading.split(separator).length;
  return [';', ',', '\t'].reduce((best, separator) => (uses(separator) > uses(best) ? separator : best));
}

function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replaceAll(/[\s\u00a0\u202f]+/g, ' ')
    .replaceAll(/[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, '')
    .trim();
}
