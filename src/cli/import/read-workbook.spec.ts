import { utils } from '@e965/xlsx';
import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { readNumber } from '../../sheets/read-number.js';
import { book, edited, HEADING, ids, read, reasonsOf, row, sheet } from './workbooks.fixture.js';

describe('tableOf, given a workbook', () => {
  it('leaves hidden sheets out and names them', async () => {
    const hidden = { sheet: sheet(row('no')), hidden: 1 as const };
    const veryHidden = { sheet: sheet(row('never')), hidden: 2 as const };
    const bytes = book({ Жасырын: hidden, Бар: sheet(row('yes')), Жоқ: veryHidden });
    expect(await ids(bytes)).toEqual(['yes']);
    expect((await read(bytes)).notes).toMatchObject([
      { code: 'SHEET_HIDDEN', cell: 'Жасырын' },
      { code: 'SHEET_HIDDEN', cell: 'Жоқ' },
    ]);
  });

  it('reads all sheets with a heading and names the others', async () => {
    const notes = utils.aoa_to_sheet([['Ескерту'], ['Барлығы дұрыс']]);
    const bytes = book({
      А: sheet(row('1')),
      Мәтін: utils.aoa_to_sheet([['Барлығы дұрыс']]),
      Б: sheet(row('2'), row('3')),
    });
    expect((await read(bytes)).rows.map((one) => [one.sheet, one.row, one.cells['source_id']!.text])).toEqual([
      ['А', 2, '1'],
      ['Б', 2, '2'],
      ['Б', 3, '3'],
    ]);
    expect((await read(bytes)).notes).toMatchObject([{ code: 'SHEET_WITHOUT_HEADING', cell: 'Мәтін' }]);
    expect(await ids(book({ А: sheet(row('1')), Пусто: utils.aoa_to_sheet([]), В: notes }))).toEqual(['1']);
    const sums = utils.aoa_to_sheet([
      ['Колледж', 'Участники'],
      ['Акжар', 5],
    ]);
    expect((await read(book({ А: sheet(row('1')), Итог: sums }))).notes).toMatchObject([
      { code: 'SHEET_INCOMPLETE', cell: 'Итог' },
    ]);
    expect(await reasonsOf(read(book({ Итог: sums, Итог2: sums })))).toHaveLength(2);
  });

  it.each<[string, unknown, string, string]>([
    ['an integer', { t: 'n', v: 25 }, '25', 'number'],
    ['a fraction to 15 digits', { t: 'n', v: 21.500000000000004 }, '21.5', 'number'],
    ['a large number', { t: 'n', v: 123456789012 }, '123456789012', 'number'],
    ['a small number', { t: 'n', v: 0.000001 }, '0.000001', 'number'],
    ['a number with leading zeros', { t: 'n', v: 7, z: '000' }, '007', 'number'],
    ['a date', { t: 'n', v: 46341, z: 'dd.mm.yyyy' }, '2026-11-15', 'day'],
    ['a date with a time', { t: 'n', v: 46341.75, z: 'dd.mm.yyyy h:mm' }, '2026-11-15', 'day'],
    ['a date in Kazakh', { t: 'n', v: 46341, z: '[$-43F]d mmmm yyyy' }, '2026-11-15', 'day'],
    ['a month', { t: 'n', v: 46327, z: 'mmm.yy' }, '2026-11', 'text'],
    ['a date beyond the calendar', { t: 'n', v: 3e9, z: 'dd.mm.yyyy' }, '3000000000', 'broken'],
    ['a date before the calendar', { t: 'n', v: -5, z: 'dd.mm.yyyy' }, '-5', 'broken'],
    ['a percentage', { t: 'n', v: 0.5, z: '0%' }, '50%', 'text'],
    ['a time', { t: 'n', v: 0.1041666666666667, z: 'h:mm' }, '2:30', 'time'],
    ['hours beyond a day', { t: 'n', v: 1.5, z: '[h]:mm' }, '36:00', 'time'],
    ['an error', { t: 'e', v: 0x2a }, '#N/A', 'broken'],
    ['a broken reference', { t: 'e', v: 0x17 }, '#REF!', 'broken'],
    ['a formula with its value', { t: 'n', v: 12, f: '5+7' }, '12', 'number'],
    ['text', { t: 's', v: ' 25\u00a0 чел. ' }, '25 чел.', 'text'],
    ['lines', { t: 's', v: 'бір\r\n\r\n екі' }, 'бір\nекі', 'text'],
  ])('reads %s', async (_, cell, text, type) => {
    const made = sheet(row('1'));
    made['E2'] = cell;
    expect((await read(book({ А: made }))).rows[0]!.cells['participants']).toEqual({ text, type });
  });

  it.each([
    ['0.0" т"', 'т'],
    ['#,##0" чел."', 'чел.'],
    ['#,##0.00\\ "₽"', '₽'],
    ['_-* #,##0.00\\ [$₽-419]_-;-* #,##0.00\\ [$₽-419]_-', '₽'],
    ['[$KZT] #,##0', 'KZT'],
    ['$#,##0.00', '$'],
    ['_-* #,##0.00\\ _₽_-;\\-* #,##0.00\\ _₽_-;_-* "-"??\\ _₽_-;_-@_-', undefined],
    ['_-* #,##0\\ _₸_-;\\-* #,##0\\ _₸_-', undefined],
    ['#,##0.00_р_.', undefined],
    ['*$0', undefined],
    ['_-* #,##0.00\\ "т"_-', 'т'],
    ['_($* #,##0.00_)', '$'],
    ['#,##0.00', undefined],
    ['[$-43F]0', undefined],
    ['_-$* #,##0.00_-', '$'],
    ['#,##0," тыс."', ''],
    ['#,##0,', ''],
  ])('reads a number in the unit of its format %s', async (z, unit) => {
    const made = sheet(row('1'));
    made['E1'] = { t: 's', v: 'Участники (чел.)' };
    made['E2'] = { t: 'n', v: 1.5, z };
    const cell = (await read(book({ А: made }))).rows[0]!.cells['participants']!;
    expect(cell).toEqual({ text: '1.5', type: 'number', unit: unit ?? 'чел' });
  });

  it('counts thousands once where heading and format both show them', async () => {
    const made = sheet(row('1'));
    made['E1'] = { t: 's', v: 'Сумма, тыс. тенге' };
    made['E2'] = { t: 'n', v: 150_000, z: '#,##0,' };
    const cell = (await read(book({ А: made }))).rows[0]!.cells['funds_kzt']!;
    expect(readNumber(cell, ACTIONS_SHAPE.units['funds_kzt']!)).toEqual({ value: 15_000_000, precision: 'exact' });
  });

  it('leaves hidden rows out and names them', async () => {
    const made = sheet(row('1'), row('no'), [], row('2'), row('neither'));
    made['!rows'] = [{}, {}, { hidden: true }, { hidden: true }, {}, { hidden: true }];
    const { rows, notes } = await read(book({ А: made }));
    expect(rows.map(({ cells }) => cells['source_id']!.text)).toEqual(['1', '2']);
    expect(notes).toEqual([{ code: 'ROWS_HIDDEN', column: 'А', cell: '3, 6' }]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const made = sheet(row('1'));
    made['D2'] = { t: 'n', v: 46341 - 1462, z: 'dd.mm.yyyy' };
    expect((await read(book({ А: made }, true))).rows[0]!.cells['done_on']!.text).toBe('2026-11-15');
  });

  it('marks what a merged cell covers, and only that', async () => {
    const made = sheet(row('1'), ['2', null, 'cleanup', '14.11.2026', 5], row('3'));
    made['!merges'] = [{ s: { r: 1, c: 1 }, e: { r: 2, c: 1 } }];
    const types = (await read(book({ А: made }))).rows.map(({ cells }) => cells['college']!.type);
    expect(types).toEqual(['text', 'merged', 'text']);
  });

  it('finds the heading below a merged title and beside blank columns', async () => {
    const made = utils.aoa_to_sheet([['', 'Отчёт за ноябрь'], [], ['', ...HEADING], [], ['', ...row('1')]]);
    made['!merges'] = [{ s: { r: 0, c: 1 }, e: { r: 0, c: 5 } }];
    expect((await read(book({ А: made }))).rows.map((one) => [one.row, one.cells['source_id']!.text])).toEqual([
      [5, '1'],
    ]);
  });

  it('refuses a cell in the last corner and names it', async () => {
    const bytes = edited(book({ А: sheet(row('1')) }), (xml) =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'),
    );
    expect(await reasonsOf(read(bytes))).toEqual(['TABLE_TOO_WIDE А!XFD1048576']);
  });

  it('refuses hidden sheets only, other archives, damage, and too much', async () => {
    expect(
      await reasonsOf(read(book({ А: { sheet: sheet(row('1')), hidden: 1 }, Б: { sheet: sheet(), hidden: 2 } }))),
    ).toEqual(['NO_VISIBLE_SHEET']);
    expect(await reasonsOf(read(Buffer.from('PK\u0003\u0004 broken')))).toEqual(['FILE_NOT_A_WORKBOOK']);
    const whole = book({ А: sheet(row('1')) });
    expect(await reasonsOf(read(whole.subarray(0, whole.length / 2)))).toEqual(['FILE_NOT_A_WORKBOOK']);
  });

  describe('whose directory is wrong', () => {
    const whole = book({ А: sheet(row('1')) });
    /** The workbook with a number in the first or every header of an entry changed. */
    const forged = (signature: string, at: number, change: (before: number) => number) => {
      const bytes = Buffer.from(whole);
      for (let entry = bytes.indexOf(signature); entry !== -1; entry = bytes.indexOf(signature, entry + 4))
        bytes.writeUInt32LE(change(bytes.readUInt32LE(entry + at)), entry + at);
      return bytes;
    };
    const DIRECTORY = 'PK\u0001\u0002';

    it.each<[string, Buffer]>([
      ['gives larger sizes', forged(DIRECTORY, 24, (size) => size + 1)],
      ['gives smaller sizes', forged(DIRECTORY, 24, (size) => size - 1)],
      ['gives no sizes', forged(DIRECTORY, 24, () => 0)],
      ['gives other packed sizes', forged(DIRECTORY, 20, (size) => size - 1)],
      ['points elsewhere', forged(DIRECTORY, 42, (at) => at + 1)],
      ['points outside', forged(DIRECTORY, 42, () => 4_000_000_000)],
      ['starts elsewhere', forged('PK\u0005\u0006', 16, () => 4_000_000_000)],
      ['is repeated behind its end', Buffer.concat([whole, Buffer.from('PK\u0005\u0006')])],
    ])('refuses an archive that %s', async (_, bytes) => {
      expect(await reasonsOf(read(bytes))).toEqual(['FILE_NOT_A_WORKBOOK']);
    });

    it('unpacks no more than the directory promises', async () => {
      const bomb = edited(whole, (xml) => xml.replace('</sheetData>', `${' '.repeat(100_000_000)}</sheetData>`), true);
      expect(await reasonsOf(read(bomb))).toEqual(['FILE_TOO_LARGE']);
      for (const [signature, at] of [
        [DIRECTORY, 24],
        ['PK\u0003\u0004', 22],
      ] as const)
        for (let entry = bomb.indexOf(signature); entry !== -1; entry = bomb.indexOf(signature, entry + 4))
          if (bomb.readUInt32LE(entry + at) > 50_000_000) bomb.writeUInt32LE(1000, entry + at);
      const before = process.memoryUsage().arrayBuffers;
      expect(await reasonsOf(read(bomb))).toEqual(['FILE_NOT_A_WORKBOOK']);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    });
  });

  it('tells a password from an old workbook', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(await reasonsOf(read(old))).toEqual(['FILE_OLD_OR_LOCKED']);
    expect(await reasonsOf(read(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')])))).toEqual([
      'FILE_LOCKED',
    ]);
  });
});
