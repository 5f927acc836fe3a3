import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { actionsTemplate } from '../../actions/import-actions/actions-template.controller.js';
import { rosterTemplate } from '../../colleges/import-roster/roster-template.controller.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { readTable, tableOf } from '../../sheets/read-table.js';
import { UnreadableTable } from '../../sheets/cell.js';
import { templateFile } from '../../sheets/template.js';
import type { TableShape } from '../../sheets/text-table.js';

const samples = path.join(__dirname, '../../../test/samples/imports');
const sample = (name: string) => tableOf(readFileSync(path.join(samples, name)), ACTIONS_SHAPE);
const csv = (text: string | Buffer, shape = ACTIONS_SHAPE) => tableOf(Buffer.from(text as string), shape);
const HEADING = ['source_id', 'college', 'action_kind', 'done_on', 'participants'];

interface Book {
  [name: string]: WorkSheet | { sheet: WorkSheet; hidden: 0 | 1 | 2 };
}

/** A workbook with the sheets as they are given. */
function book(sheets: Book, date1904 = false): Buffer {
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
function edited(bytes: Buffer, change: (xml: string) => string): Buffer {
  const zip = CFB.read(bytes, { type: 'buffer' });
  const file = CFB.find(zip, '/xl/worksheets/sheet1.xml')!;
  file.content = Buffer.from(change(Buffer.from(file.content).toString()));
  return CFB.write(zip, { type: 'buffer', fileType: 'zip' } as never) as unknown as Buffer;
}
const sheet = (...rows: unknown[][]) => utils.aoa_to_sheet([HEADING, ...rows]);
const row = (id: string, participants: unknown = 5, day: unknown = '15.11.2026') => [
  id,
  'Акжар',
  'cleanup',
  day,
  participants,
];
const read = (bytes: Buffer) => tableOf(bytes, ACTIONS_SHAPE);
const ids = (bytes: Buffer) => read(bytes).rows.map(({ cells }) => cells['source_id']!.text);

function reasonsOf(bytes: () => unknown): string[] {
  try {
    bytes();
  } catch (error) {
    if (error instanceof UnreadableTable) return error.reasons.map(({ code, column }) => `${code} ${column}`.trim());
    throw error;
  }
  return [];
}

describe('tableOf, given CSV', () => {
  it.each([
    ['semicolons', 'college;action_kind;done_on\nА;cleanup;15.11.2026'],
    ['commas', 'college,action_kind,done_on\nА,cleanup,15.11.2026'],
    ['tabs', 'college\taction_kind\tdone_on\r\nА\tcleanup\t15.11.2026\r\n'],
    ['a sep= line', 'sep=|\r\ncollege|action_kind|done_on\r\nА|cleanup|15.11.2026'],
    ['a quoted sep= line', '"sep=,"\ncollege,action_kind,done_on\nА,cleanup,15.11.2026'],
    ['a byte order mark', '\ufeffcollege;action_kind;done_on\nА;cleanup;15.11.2026'],
    ['quotes', '"college";"action_kind";"done_on"\n"А";"cleanup";"15.11.2026"'],
    ['a title with commas above', 'Отчёт, ноябрь, 2026;;\n;;\ncollege;action_kind;done_on\nА;cleanup;15.11.2026'],
    ['carriage returns', 'college;action_kind;done_on\rА;cleanup;15.11.2026'],
  ])('reads %s', (_, text) => {
    const [only, ...more] = csv(text).rows;
    expect(more).toEqual([]);
    expect([only!.cells['college']!.text, only!.cells['action_kind']!.text, only!.cells['done_on']!.text]).toEqual([
      'А',
      'cleanup',
      '15.11.2026',
    ]);
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s with its mark', (encoding) => {
    const little = Buffer.from('\ufeffcollege;action_kind;done_on\nӘ;cleanup;15.11.2026', 'utf16le');
    const bytes = encoding === 'utf-16le' ? little : little.swap16();
    expect(read(bytes).rows[0]!.cells['college']!.text).toBe('Ә');
  });

  it('numbers rows as a spreadsheet shows them', () => {
    const text = 'sep=;\ncollege;action_kind;done_on\n\n"А\nБ";cleanup;15.11.2026\nВ;cleanup;15.11.2026';
    expect(csv(text).rows.map((one) => one.row)).toEqual([3, 4]);
  });

  it('reads a quote inside a cell and refuses an unclosed one', () => {
    expect(csv('college;action_kind;done_on\nКолледж "Тениз";cleanup;1').rows[0]!.cells['college']!.text).toBe(
      'Колледж "Тениз"',
    );
    expect(reasonsOf(() => csv('college;action_kind;done_on\n"Тениз;cleanup;1'))).toEqual(['FILE_NOT_A_TABLE']);
  });

  it.each<[string, string | Buffer, string[]]>([
    ['Windows-1251', Buffer.from('cfeeebe5', 'hex'), ['FILE_NOT_UTF8']],
    ['UTF-16 without its mark', Buffer.from('college;action_kind', 'utf16le'), ['FILE_NOT_UTF8']],
    ['nothing', '', ['FILE_EMPTY']],
    ['too many lines', 'college;action_kind;done_on\n'.repeat(100_001), ['TABLE_TOO_LONG']],
    ['a line without an end', `college;action_kind;done_on\n${'x'.repeat(300_000)}`, ['FILE_NOT_A_TABLE']],
    ['too many columns', `college;action_kind;done_on\n${';'.repeat(501)}`, ['TABLE_TOO_WIDE']],
    ['a web page', '<html><table><tr><td>college</td></tr></table></html>', ['FILE_IS_A_PAGE']],
    ['XML', '<?xml version="1.0"?><Workbook/>', ['FILE_IS_A_PAGE']],
    [
      'no heading',
      'Акжар;субботник;15.11.2026',
      ['HEADING_NOT_FOUND action_kind, done_on, college_kk / college_ru / college'],
    ],
    ['an unknown column', 'college;action_kind;done_on;телефон\nА;б;в;г', ['COLUMN_UNKNOWN телефон']],
    ['no day', 'college;action_kind\nА;б', ['COLUMN_MISSING done_on']],
    ['two columns of one meaning', 'college;action_kind;done_on;Дата\nА;б;в;г', ['COLUMN_TWICE done_on']],
    ['a value without a heading', 'college;action_kind;done_on;\nА;б;в;г', ['HEADING_EMPTY']],
  ])('refuses %s', (_, text, reasons) => {
    expect(reasonsOf(() => csv(text))).toEqual(reasons);
  });

  it.each<[TableShape, string, string]>([
    [
      ACTIONS_SHAPE,
      'Колледж;Вид мероприятия;Дата проведения;Кол-во участников;Вес мусора, кг',
      'college action_kind done_on participants waste_kg',
    ],
    [
      ACTIONS_SHAPE,
      'КОЛЛЕДЖ;іс-шара түрі;Күні:;Қатысушылар саны;Қап саны',
      'college action_kind done_on participants bags',
    ],
    [
      ACTIONS_SHAPE,
      'College;Kind of action;Date;Number of participants;Links',
      'college action_kind done_on participants url',
    ],
    [ACTIONS_SHAPE, '№ п/п;Наименование колледжа;Тип мероприятия;Дата;Примечание', 'college_ru action_kind done_on'],
    [
      ROSTER_SHAPE,
      'Полное наименование;Краткое наименование;Район;Контингент;По состоянию на;Источник',
      'name_ru short_ru district students enrolment_as_of source',
    ],
    [
      ROSTER_SHAPE,
      'Атауы;Қысқаша атауы;Ауданы;Студенттер саны;Басқа атаулар',
      'name_kk short_kk district students aliases',
    ],
  ])('understands headings as clerks write them: %#', (shape, heading, columns) => {
    const cells = heading
      .split(';')
      .map(() => 'x')
      .join(';');
    expect(Object.keys(csv(`${heading}\n${cells}`, shape).rows[0]!.cells).join(' ')).toBe(columns);
  });

  it.each([ACTIONS_SHAPE, ROSTER_SHAPE])('gives every heading one meaning: %#', ({ columns, ignored }) => {
    const key = (word: string) =>
      word
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}№]+/gu, ' ')
        .trim();
    const meanings = Object.entries(columns).flatMap(([column, words]) =>
      [...new Set([column, ...Object.values(words).flat()].map(key))].map((word) => word),
    );
    const all = [...meanings, ...new Set(ignored.map(key))];
    expect(all.filter((word, index) => all.indexOf(word) !== index)).toEqual([]);
  });
});

describe('docs/imports.md', () => {
  const page = readFileSync(path.join(__dirname, '../../../docs/imports.md'), 'utf8');

  it.each([ACTIONS_SHAPE, ROSTER_SHAPE])('lists every column with all its headings: %#', ({ columns }) => {
    const rows = Object.entries(columns).map(([column, words]) => [
      `| \`${column}\` |`,
      `| ${[words.kk, words.ru, words.en].map((list) => list.join('; ')).join(' | ')} |`,
    ]);
    expect(
      rows.filter((parts) => !page.split('\n').some((line) => parts.every((part) => line.includes(part)))),
    ).toEqual([]);
  });
});

describe('tableOf, given a workbook', () => {
  it('leaves hidden sheets out and names them', () => {
    const hidden = { sheet: sheet(row('no')), hidden: 1 as const };
    const veryHidden = { sheet: sheet(row('never')), hidden: 2 as const };
    const bytes = book({ Жасырын: hidden, Бар: sheet(row('yes')), Жоқ: veryHidden });
    expect(ids(bytes)).toEqual(['yes']);
    expect(read(bytes).notes).toMatchObject([
      { code: 'SHEET_HIDDEN', cell: 'Жасырын' },
      { code: 'SHEET_HIDDEN', cell: 'Жоқ' },
    ]);
  });

  it('reads all sheets with a heading and names the others', () => {
    const notes = utils.aoa_to_sheet([['Ескерту'], ['Барлығы дұрыс']]);
    const bytes = book({
      А: sheet(row('1')),
      Мәтін: utils.aoa_to_sheet([['Барлығы дұрыс']]),
      Б: sheet(row('2'), row('3')),
    });
    expect(read(bytes).rows.map((one) => [one.sheet, one.row, one.cells['source_id']!.text])).toEqual([
      ['А', 2, '1'],
      ['Б', 2, '2'],
      ['Б', 3, '3'],
    ]);
    expect(read(bytes).notes).toMatchObject([{ code: 'SHEET_WITHOUT_HEADING', cell: 'Мәтін' }]);
    expect(ids(book({ А: sheet(row('1')), Пусто: utils.aoa_to_sheet([]), В: notes }))).toEqual(['1']);
    const sums = utils.aoa_to_sheet([
      ['Колледж', 'Участники'],
      ['Акжар', 5],
    ]);
    expect(read(book({ А: sheet(row('1')), Итог: sums })).notes).toMatchObject([
      { code: 'SHEET_INCOMPLETE', cell: 'Итог' },
    ]);
    expect(reasonsOf(() => read(book({ Итог: sums, Итог2: sums })))).toHaveLength(2);
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
    ['a time', { t: 'n', v: 0.1041666666666667, z: 'h:mm' }, '2:30', 'time'],
    ['hours beyond a day', { t: 'n', v: 1.5, z: '[h]:mm' }, '36:00', 'time'],
    ['an error', { t: 'e', v: 0x2a }, '#N/A', 'broken'],
    ['a broken reference', { t: 'e', v: 0x17 }, '#REF!', 'broken'],
    ['a formula with its value', { t: 'n', v: 12, f: '5+7' }, '12', 'number'],
    ['text', { t: 's', v: ' 25\u00a0 чел. ' }, '25 чел.', 'text'],
    ['lines', { t: 's', v: 'бір\r\n\r\n екі' }, 'бір\nекі', 'text'],
  ])('reads %s', (_, cell, text, type) => {
    const made = sheet(row('1'));
    made['E2'] = cell;
    expect(read(book({ А: made })).rows[0]!.cells['participants']).toEqual({ text, type });
  });

  it('counts days from 1904 where the workbook does', () => {
    const made = sheet(row('1'));
    made['D2'] = { t: 'n', v: 46341 - 1462, z: 'dd.mm.yyyy' };
    expect(read(book({ А: made }, true)).rows[0]!.cells['done_on']!.text).toBe('2026-11-15');
  });

  it('marks what a merged cell covers, and only that', () => {
    const made = sheet(row('1'), ['2', null, 'cleanup', '14.11.2026', 5], row('3'));
    made['!merges'] = [{ s: { r: 1, c: 1 }, e: { r: 2, c: 1 } }];
    const types = read(book({ А: made })).rows.map(({ cells }) => cells['college']!.type);
    expect(types).toEqual(['text', 'merged', 'text']);
  });

  it('finds the heading below a merged title and beside blank columns', () => {
    const made = utils.aoa_to_sheet([['', 'Отчёт за ноябрь'], [], ['', ...HEADING], [], ['', ...row('1')]]);
    made['!merges'] = [{ s: { r: 0, c: 1 }, e: { r: 0, c: 5 } }];
    expect(read(book({ А: made })).rows.map((one) => [one.row, one.cells['source_id']!.text])).toEqual([[5, '1']]);
  });

  it('takes a cell in the last corner of a sheet without delay', () => {
    const bytes = edited(book({ А: sheet(row('1')) }), (xml) =>
      xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'),
    );
    expect(reasonsOf(() => read(bytes))).toEqual(['HEADING_EMPTY']);
  });

  it('refuses hidden sheets only, other archives, damage, and too much', () => {
    expect(
      reasonsOf(() => read(book({ А: { sheet: sheet(row('1')), hidden: 1 }, Б: { sheet: sheet(), hidden: 2 } }))),
    ).toEqual(['NO_VISIBLE_SHEET']);
    expect(reasonsOf(() => read(Buffer.from('PK\u0003\u0004 broken')))).toEqual(['FILE_NOT_A_WORKBOOK']);
    const whole = book({ А: sheet(row('1')) });
    expect(reasonsOf(() => read(whole.subarray(0, whole.length / 2)))).toEqual(['FILE_NOT_A_WORKBOOK']);
    const rows = Array.from({ length: 20_001 }, (_, index) => `А;cleanup;${index}`).join('\n');
    expect(reasonsOf(() => csv(`college;action_kind;done_on\n${rows}`))).toEqual(['TABLE_TOO_LONG']);
  });

  it('tells a password from an old workbook', () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
    expect(reasonsOf(() => read(old))).toEqual(['FILE_OLD_OR_LOCKED']);
    expect(reasonsOf(() => read(Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')])))).toEqual([
      'FILE_LOCKED',
    ]);
  });
});

describe('tableOf, given files that clerks sent', () => {
  it.each<[string, unknown]>([
    ['hidden-first-sheet.xlsx', [['s1', '2026-11-15', '25']]],
    [
      'two-sheets.xlsx',
      [
        ['s1', '2026-11-24', '21'],
        ['s2', '2026-11-24', '22'],
        ['s3', '2026-11-23', '23'],
      ],
    ],
    ['chart-sheet-first.xlsx', [['s1', '2026-11-15', '']]],
    ['title-above-heading.xlsx', [['s1', '2026-11-15', '']]],
    ['blank-first-row.xlsx', [['s1', '2026-11-15', '']]],
    ['no-cell-references.xlsx', [['s1', '2026-11-15', '']]],
    ['sep-line.csv', [['s1', '15.11.2026', '']]],
    [
      'error-and-uncalculated.xlsx',
      [
        ['s1', '2026-11-15', '#N/A'],
        ['s2', '2026-11-14', '=5+7'],
        ['s3', '2026-11-13', '13'],
      ],
    ],
  ])('reads %s', (name, rows) => {
    const text = (column: string) => (one: { cells: Record<string, { text: string }> }) => one.cells[column]!.text;
    const found = sample(`workbooks/${name}`).rows;
    expect(found.map((one) => ['source_id', 'done_on', 'participants'].map((column) => text(column)(one)))).toEqual(
      rows,
    );
  });

  it.each(['xls-renamed.xlsx', 'password-protected-header.xlsx'])('refuses %s in one sentence', (name) => {
    expect(reasonsOf(() => sample(`workbooks/${name}`))).toEqual(['FILE_OLD_OR_LOCKED']);
  });

  it('refuses a file that is not there', async () => {
    await expect(readTable('/nowhere/at/all.xlsx', ACTIONS_SHAPE)).rejects.toThrow('FILE_MISSING');
  });
});

describe('templateFile', () => {
  const languages = ['kk', 'ru', 'en'] as const;

  it.each(languages)('writes templates in %s whose examples and lists are not imported', async (language) => {
    for (const template of [rosterTemplate(language), actionsTemplate(language)]) {
      const bytes = await templateFile(template, language);
      const { rows, notes } = tableOf(bytes, template.shape);
      expect(rows).toEqual([]);
      expect(notes.map(({ code }) => code)).toEqual(['SHEET_OF_TEMPLATE', 'SHEET_OF_TEMPLATE']);
    }
  });

  it('offers the lists as drop-downs of the first sheet', async () => {
    const { read: parse } = await import('@e965/xlsx');
    const files = parse(await templateFile(rosterTemplate('ru'), 'ru'), {
      type: 'buffer',
      bookFiles: true,
    }) as unknown as {
      files: Record<string, { content: Uint8Array }>;
    };
    const xml = Buffer.from(files.files['xl/worksheets/sheet1.xml']!.content).toString();
    expect(xml).toContain(`<formula1>'Списки'!$A$2:$A$8</formula1>`);
    expect(xml.match(/<dataValidation /g)).toHaveLength(2);
  });
});
