import { ACTIONS_SHAPE } from '../../actions/import-actions/columns.js';
import { ROSTER_SHAPE } from '../../colleges/import-roster/roster-columns.js';
import { nameKeys } from '../../names/name-keys.js';
import { tableOf } from '../../sheets/read-table.js';
import type { TableShape } from '../../sheets/text-table.js';
import { read, reasonsOf } from './workbooks.fixture.js';

const csv = (text: string | Buffer, shape = ACTIONS_SHAPE) => tableOf(Buffer.from(text as string), shape);

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
  ])('reads %s', async (_, text) => {
    const [only, ...more] = (await csv(text)).rows;
    expect(more).toEqual([]);
    expect([only!.cells['college']!.text, only!.cells['action_kind']!.text, only!.cells['done_on']!.text]).toEqual([
      'А',
      'cleanup',
      '15.11.2026',
    ]);
  });

  it.each(['utf-16le', 'utf-16be'])('reads %s with its mark', async (encoding) => {
    const little = Buffer.from('\ufeffcollege;action_kind;done_on\nӘ;cleanup;15.11.2026', 'utf16le');
    const bytes = encoding === 'utf-16le' ? little : little.swap16();
    expect((await read(bytes)).rows[0]!.cells['college']!.text).toBe('Ә');
  });

  it('numbers rows as a spreadsheet shows them', async () => {
    const text = 'sep=;\ncollege;action_kind;done_on\n\n"А\nБ";cleanup;15.11.2026\nВ;cleanup;15.11.2026';
    expect((await csv(text)).rows.map((one) => one.row)).toEqual([3, 4]);
  });

  it('reads a quote inside a cell and refuses an unclosed one', async () => {
    expect((await csv('college;action_kind;done_on\nКолледж "Тениз";cleanup;1')).rows[0]!.cells['college']!.text).toBe(
      'Колледж "Тениз"',
    );
    expect(await reasonsOf(csv('college;action_kind;done_on\n"Тениз;cleanup;1'))).toEqual(['FILE_NOT_A_TABLE']);
  });

  it.each<[string, string | Buffer, string[]]>([
    ['Windows-1251', Buffer.from('cfeeebe5', 'hex'), ['FILE_NOT_UTF8']],
    ['UTF-16 without its mark', Buffer.from('college;action_kind', 'utf16le'), ['FILE_NOT_UTF8']],
    ['nothing', '', ['FILE_EMPTY']],
    ['too many lines', 'college;action_kind;done_on\n'.repeat(100_001), ['TABLE_TOO_LONG']],
    [
      'too many rows',
      `college;action_kind;done_on\n${Array.from({ length: 20_001 }, (_, index) => `А;cleanup;${index}`).join('\n')}`,
      ['TABLE_TOO_LONG'],
    ],
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
  ])('refuses %s', async (_, text, reasons) => {
    expect(await reasonsOf(csv(text))).toEqual(reasons);
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
  ])('understands headings as clerks write them: %#', async (shape, heading, columns) => {
    const cells = heading
      .split(';')
      .map(() => 'x')
      .join(';');
    expect(Object.keys((await csv(`${heading}\n${cells}`, shape)).rows[0]!.cells).join(' ')).toBe(columns);
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
  ])('reads numbers in the unit of their heading: %#', async (shape, heading, column, unit) => {
    const [needed, cells] = shape === ROSTER_SHAPE ? ['id', 'a'] : ['college;action_kind;done_on', 'А;б;15.11.2026'];
    const { rows } = await csv(`${needed};${heading}\n${cells};5`, shape);
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
  ])('refuses the heading %s by name', async (heading, reason) => {
    expect(await reasonsOf(csv(`college;action_kind;done_on;${heading}\nА;б;в;5`))).toEqual([reason]);
  });

  it.each(['Мусор, собранный колледжами', 'Саженцы (осень 2026)', 'Волонтёрские часы / ноябрь'])(
    'finds the heading below the title %s',
    async (title) => {
      const { rows } = await csv(`"${title}";;\ncollege;action_kind;done_on\nА;б;15.11.2026`);
      expect(rows.map(({ row }) => row)).toEqual([3]);
    },
  );

  it('looks for a heading in long texts without delay', async () => {
    const text = 'Участники '.repeat(3000);
    const started = performance.now();
    expect(await reasonsOf(csv(`${text}\n`.repeat(30)))).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it('refuses one number in two units', async () => {
    expect(await reasonsOf(csv('college;action_kind;done_on;Мусор (кг);Мусор (т)\nА;б;в;5;5'))).toEqual([
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
