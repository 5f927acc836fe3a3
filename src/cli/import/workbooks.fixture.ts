import { CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { UnreadableTable } from '../../sheets/cell.js';
import { tableOf } from '../../sheets/read-table.js';

export const HEADING = ['source_id', 'college', 'action_kind', 'done_on', 'participants'];

interface Book {
  [name: string]: WorkSheet | { sheet: WorkSheet; hidden: 0 | 1 | 2 };
}

/** A workbook with the sheets as they are given. */
export function book(sheets: Book, date1904 = false): Buffer {
  const made = utils.book_new();
  const states: { Hidden: 0 | 1 | 2 }[] = [];
  for (const [name, one] of Object.entries(sheets)) {
    const { sheet, hidden } =
      'sheet' in one ? (one as { sheet: WorkSheet; hidden: 0 | 1 | 2 }) : { sheet: one, hidden: 0 as const };
    utils.book_append_sheet(made, sheet as WorkSheet, name);
    states.push({ Hidden: hidden });
  }
  made.Workbook = { Sheets: states, WBProps: { date1904 } };
  return write(made, { type: 'buffer', bookType: 'xlsx', cellDates: false }) as Buffer;
}

/** The workbook with the XML of its first sheet changed. */
export function edited(bytes: Buffer, change: (xml: string) => string, compression = false): Buffer {
  const zip = CFB.read(bytes, { type: 'buffer' });
  const file = CFB.find(zip, '/xl/worksheets/sheet1.xml')!;
  file.content = Buffer.from(change(Buffer.from(file.content).toString()));
  return CFB.write(zip, { type: 'buffer', fileType: 'zip', compression } as never) as unknown as Buffer;
}

export const sheet = (...rows: unknown[][]) => utils.aoa_to_sheet([HEADING, ...rows]);
export const row = (id: string, participants: unknown = 5, day: unknown = '15.11.2026') => [
  id,
  'Акжар',
  'cleanup',
  day,
  participants,
];
export const read = (bytes: Buffer) => tableOf(bytes, ACTIONS_SHAPE);
export const ids = async (bytes: Buffer) => (await read(bytes)).rows.map(({ cells }) => cells['source_id']!.text);

/** Code and column of each reason against a table; empty = it is read. */
export async function reasonsOf(table: Promise<unknown>): Promise<string[]> {
  try {
    await table;
  } catch (error) {
    if (error instanceof UnreadableTable) return error.reasons.map(({ code, column }) => `${code} ${column}`.trim());
    throw error;
  }
  return [];
}
