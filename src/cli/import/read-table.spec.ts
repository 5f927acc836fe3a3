import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CFB, utils, type WorkSheet, write } from '@e965/xlsx';
import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { actionsTemplate } from '../../actions/import-actions/actions-template.controller.js';
import { rosterTemplate } from '../../colleges/import-roster/roster-template.controller.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { nameKeys } from '../../names/name-keys.js';
import { readNumber } from '../../sheets/read-number.js';
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
function edited(bytes: Buffer, change: (xml: string) => string, compression = false): Buffer {
  const zip = CFB.read(bytes, { type: 'buffer' });
  const file = CFB.find(zip, '/xl/worksheets/sheet1.xml')!;
  file.content = Buffer.from(change(Buffer.from(file.content).toString()));
  return CFB.write(zip, { type: 'buffer', fileType: 'zip', compression } as never) as unknown as Buffer;
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
    ['a day by another name', 'college;action_kind;когда\nА;б;в', ['COLUMN_MISSING done_on', 'COLUMN_UNKNOWN когда']],
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
    [ACTIONS_SHAPE, 'Kолледж;Іс-шapa түpi;Kүнi;Учacтники', 'college action_kind done_on participants'],
    [ACTIONS_SHAPE, 'KОЛЛЕДЖ;Bид aкции;Дaтa;MEШКИ', 'college action_kind done_on bags'],
    [ACTIONS_SHAPE, '№ п/п;Наименование колледжа;Тип мероприятия;Дата;Примечание', 'college_ru action_kind done_on'],
    [ACTIONS_SHAPE, 'No п/п;Колледж;Вид акции;Дата', 'college action_kind done_on'],
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

  it.each<[TableShape, string, string, string]>([
    [ACTIONS_SHAPE, 'Участники (чел.)', 'participants', 'чел'],
    [ACTIONS_SHAPE, 'Участников, человек', 'participants', 'человек'],
    [ACTIONS_SHAPE, 'Количество участников (студентов)', 'participants', 'студентов'],
    [ACTIONS_SHAPE, 'Оқушылар (адам)', 'participants', 'адам'],
    [ACTIONS_SHAPE, 'Число участников (студ.)', 'participants', 'студ'],
    [ACTIONS_SHAPE, 'Hours (hrs)', 'hours', 'hrs'],
    [ACTIONS_SHAPE, 'ҚАТЫСУШЫЛАР САНЫ, АДАМ', 'participants', 'адам'],
    [ACTIONS_SHAPE, 'Мешки, шт', 'bags', 'шт'],
    [ACTIONS_SHAPE, 'Мешки/шт.', 'bags', 'шт'],
    [ACTIONS_SHAPE, 'Қаптар (дана)', 'bags', 'дана'],
    [ACTIONS_SHAPE, 'Мусор (мешков)', 'bags', ''],
    [ACTIONS_SHAPE, 'Мусор, кг', 'waste_kg', ''],
    [ACTIONS_SHAPE, 'Мусор (т)', 'waste_kg', 'т'],
    [ACTIONS_SHAPE, 'Вес мусора в кг', 'waste_kg', 'кг'],
    [ACTIONS_SHAPE, 'Қоқыс, тонна', 'waste_kg', 'тонна'],
    [ACTIONS_SHAPE, 'Waste in tonnes', 'waste_kg', 'tonnes'],
    [ACTIONS_SHAPE, 'Сумма, тыс. тенге', 'funds_kzt', 'тыс тенге'],
    [ACTIONS_SHAPE, 'Қаражат (мың теңге)', 'funds_kzt', 'мың теңге'],
    [ACTIONS_SHAPE, 'Сумма, ₸', 'funds_kzt', '₸'],
    [ACTIONS_SHAPE, 'Funds (thousand KZT)', 'funds_kzt', 'thousand kzt'],
    [ACTIONS_SHAPE, 'Саженцы, шт.', 'trees', 'шт'],
    [ACTIONS_SHAPE, 'Ағаштар (түп)', 'trees', 'түп'],
    [ACTIONS_SHAPE, 'Часы (час.)', 'hours', 'час'],
    [ACTIONS_SHAPE, 'Пластик (мешков)', 'plastic_bags', ''],
    [ROSTER_SHAPE, 'Контингент (чел.)', 'students', 'чел'],
    [ROSTER_SHAPE, 'Студенттер саны, адам', 'students', 'адам'],
  ])('reads numbers in the unit of their heading: %#', (shape, heading, column, unit) => {
    const [needed, cells] = shape === ROSTER_SHAPE ? ['id', 'a'] : ['college;action_kind;done_on', 'А;б;15.11.2026'];
    const { rows } = csv(`${needed};${heading}\n${cells};5`, shape);
    expect(rows[0]!.cells[column]).toEqual({ text: '5', type: 'text', ...(unit ? { unit } : {}) });
  });

  it.each([
    ['Мусор (м³)', 'HEADING_UNIT waste_kg'],
    ['Мусор, шт', 'HEADING_UNIT waste_kg'],
    ['Мешки (120 л)', 'HEADING_UNIT bags'],
    ['Батарейки, кг', 'HEADING_UNIT batteries'],
    ['Часы (мин)', 'HEADING_UNIT hours'],
    ['Сумма (руб)', 'HEADING_UNIT funds_kzt'],
    ['Сумма ($)', 'HEADING_UNIT funds_kzt'],
    ['Сумма, €', 'HEADING_UNIT funds_kzt'],
    ['Сумма ₽', 'COLUMN_UNKNOWN Сумма ₽'],
    ['Участники (%)', 'HEADING_UNIT participants'],
    ['Участники, %', 'HEADING_UNIT participants'],
    ['Участники (ФИО)', 'HEADING_UNIT participants'],
    ['Пластик (шт)', 'COLUMN_UNKNOWN Пластик (шт)'],
    ['Бутылки, кг', 'COLUMN_UNKNOWN Бутылки, кг'],
    ['Участники мероприятия', 'COLUMN_UNKNOWN Участники мероприятия'],
    ['Участники constructor', 'COLUMN_UNKNOWN Участники constructor'],
    ['Мусор', 'COLUMN_UNKNOWN Мусор'],
    ['Колледж (шт)', 'COLUMN_UNKNOWN Колледж (шт)'],
  ])('refuses the heading %s by name', (heading, reason) => {
    expect(reasonsOf(() => csv(`college;action_kind;done_on;${heading}\nА;б;в;5`))).toEqual([reason]);
  });

  it.each(['Мусор, собранный колледжами', 'Саженцы (осень 2026)', 'Волонтёрские часы / ноябрь'])(
    'finds the heading below the title %s',
    (title) => {
      const { rows } = csv(`"${title}";;\ncollege;action_kind;done_on\nА;б;15.11.2026`);
      expect(rows.map(({ row }) => row)).toEqual([3]);
    },
  );

  it('looks for a heading in long texts without delay', () => {
    const text = 'Участники '.repeat(3000);
    const started = performance.now();
    expect(reasonsOf(() => csv(`${text}\n`.repeat(30)))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('refuses one number in two units', () => {
    expect(reasonsOf(() => csv('college;action_kind;done_on;Мусор (кг);Мусор (т)\nА;б;в;5;5'))).toEqual([
      'COLUMN_TWICE waste_kg',
    ]);
  });

  it.each([ACTIONS_SHAPE, ROSTER_SHAPE])('gives every heading one meaning: %#', ({ columns, ignored }) => {
    const key = (word: string) =>
      word
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}№]+/gu, ' ')
        .trim();
    const meanings = Object.entries(columns).flatMap(([column, words]) => [
      ...new Set([column, ...Object.values(words).flat()].flatMap((word) => [...nameKeys(key(word))])),
    ]);
    const all = [...meanings, ...new Set(ignored.flatMap((word) => [...nameKeys(key(word))]))];
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
  ])('reads %s', (_, cell, text, type) => {
    const made = sheet(row('1'));
    made['E2'] = cell;
    expect(read(book({ А: made })).rows[0]!.cells['participants']).toEqual({ text, type });
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
  ])('reads a number in the unit of its format %s', (z, unit) => {
    const made = sheet(row('1'));
    made['E1'] = { t: 's', v: 'Участники (чел.)' };
    made['E2'] = { t: 'n', v: 1.5, z };
    const cell = read(book({ А: made })).rows[0]!.cells['participants']!;
    expect(cell).toEqual({ text: '1.5', type: 'number', unit: unit ?? 'чел' });
  });

  it('counts thousands once where heading and format both show them', () => {
    const made = sheet(row('1'));
    made['E1'] = { t: 's', v: 'Сумма, тыс. тенге' };
    made['E2'] = { t: 'n', v: 150_000, z: '#,##0,' };
    const cell = read(book({ А: made })).rows[0]!.cells['funds_kzt']!;
    expect(readNumber(cell, ACTIONS_SHAPE.units['funds_kzt']!)).toEqual({ value: 15_000_000, precision: 'exact' });
  });

  it('leaves hidden rows out and names them', () => {
    const made = sheet(row('1'), row('no'), [], row('2'), row('neither'));
    made['!rows'] = [{}, {}, { hidden: true }, { hidden: true }, {}, { hidden: true }];
    const { rows, notes } = read(book({ А: made }));
    expect(rows.map(({ cells }) => cells['source_id']!.text)).toEqual(['1', '2']);
    expect(notes).toEqual([{ code: 'ROWS_HIDDEN', column: 'А', cell: '3, 6' }]);
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
    ])('refuses an archive that %s', (_, bytes) => {
      expect(reasonsOf(() => read(bytes))).toEqual(['FILE_NOT_A_WORKBOOK']);
    });

    it('unpacks no more than the directory promises', () => {
      const bomb = edited(whole, (xml) => xml.replace('</sheetData>', `${' '.repeat(100_000_000)}</sheetData>`), true);
      expect(reasonsOf(() => read(bomb))).toEqual(['FILE_TOO_LARGE']);
      for (const [signature, at] of [
        [DIRECTORY, 24],
        ['PK\u0003\u0004', 22],
      ] as const)
        for (let entry = bomb.indexOf(signature); entry !== -1; entry = bomb.indexOf(signature, entry + 4))
          if (bomb.readUInt32LE(entry + at) > 50_000_000) bomb.writeUInt32LE(1000, entry + at);
      const before = process.memoryUsage().arrayBuffers;
      expect(reasonsOf(() => read(bomb))).toEqual(['FILE_NOT_A_WORKBOOK']);
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
    });
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
