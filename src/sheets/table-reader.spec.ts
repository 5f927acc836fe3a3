import { UnreadableTable } from './cell.js';
import { readTable, TableReader, TableReaderBusy } from './table-reader.js';
import type { TableShape } from './text-table.js';

const shape: TableShape = {
  columns: {
    name: { kk: ['Атауы'], ru: ['Название'], en: ['Name'] },
    day: { kk: ['Күні'], ru: ['Дата'], en: ['Day'] },
  },
  required: ['name'],
  units: {},
  ignored: [],
};
const csv = (rows: number) => new Uint8Array(Buffer.from(`name;day\n${'Тениз;15.11.2026\n'.repeat(rows)}`));
const codeOf = (error: unknown) => (error instanceof UnreadableTable ? error.reasons[0]!.code : error);
const MEMORY = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 8, codeRangeSizeMb: 16, stackSizeMb: 2 };

describe('TableReader', () => {
  it('reads a table in a thread and takes the bytes along', async () => {
    const bytes = csv(2);
    const table = await new TableReader().read(bytes, shape);
    expect(table.rows.map(({ row, cells }) => [row, cells['name']!.text])).toEqual([
      [2, 'Тениз'],
      [3, 'Тениз'],
    ]);
    expect(bytes).toHaveLength(0);
  });

  it('passes the refusal of a file with its reasons', async () => {
    const refused = new TableReader().read(new Uint8Array(Buffer.from('day\n1')), shape);
    await expect(refused).rejects.toMatchObject({ reasons: [{ code: 'COLUMN_MISSING', column: 'name' }] });
  });

  it('refuses a file that needs more than its memory', async () => {
    const small = { ...MEMORY, maxOldGenerationSizeMb: 24 };
    expect(await new TableReader(small).read(csv(19_000 * 20), shape).catch(codeOf)).toBe('TABLE_TOO_LONG');
    const wide = new Uint8Array(Buffer.from(`name;day\n${`${'x'.repeat(4_000)};5\n`.repeat(2_400)}`));
    expect(await new TableReader({ ...MEMORY, maxOldGenerationSizeMb: 14 }).read(wide, shape).catch(codeOf)).toBe(
      'FILE_TOO_COMPLEX',
    );
  });

  it('ends the thread of a file that takes too long', async () => {
    expect(await new TableReader(MEMORY, 1).read(csv(20_000), shape).catch(codeOf)).toBe('FILE_TOO_COMPLEX');
  });

  it('reads one file after another and refuses those beyond its queue', async () => {
    const reader = new TableReader();
    const answers = await Promise.all(
      Array.from({ length: 11 }, () => reader.read(csv(1), shape).then(({ rows }) => rows.length, codeOf)),
    );
    expect(answers.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 1));
    expect(answers.slice(8).every((answer) => answer instanceof TableReaderBusy)).toBe(true);
    await expect(reader.read(csv(3), shape)).resolves.toMatchObject({ rows: [{}, {}, {}] });
  });

  it('refuses folders, devices and files that are not there', async () => {
    for (const file of ['/', '/dev/zero', '/nowhere/at/all.csv'])
      expect(await readTable(file, shape).catch(codeOf)).toBe('FILE_MISSING');
  });
});
