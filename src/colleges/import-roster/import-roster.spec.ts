import { publicText } from '../../events/values.js';
import { type SheetRow, textCell } from '../../sheets/cell.js';
import type { RegisteredCollege } from '../college.js';
import { districtOf, DISTRICTS } from './roster-columns.js';
import { planRoster, type RosterCollege, type RosterRow } from './import-roster.js';

const good = {
  name_kk: '«Желаяқ» спорт колледжі',
  name_ru: 'Спортивный колледж «Желаяк»',
  short_kk: 'Желаяқ',
  short_ru: 'Желаяк',
  district: 'Бейнеу ауданы',
  students: '1 240',
  enrolment_as_of: '01.10.2026',
  source: 'department-list',
  aliases: 'ККСО Желаяк | Желаяқ колледжі',
};
const other = {
  ...good,
  name_kk: '«Таусоғар» колледжі',
  name_ru: 'Колледж «Таусогар»',
  short_kk: 'Таусоғар',
  short_ru: 'Таусогар',
  aliases: '',
};
type Texts = Record<string, string>;

const without = (cells: Texts, ...columns: string[]) =>
  Object.fromEntries(Object.entries(cells).filter(([column]) => !columns.includes(column)));
const rowsOf = (rows: readonly Texts[]): SheetRow[] =>
  rows.map((cells, index) => ({
    sheet: null,
    row: index + 2,
    cells: Object.fromEntries(Object.entries(cells).map(([column, text]) => [column, textCell(text)])),
  }));
const plan = (rows: readonly Texts[], existing: readonly RegisteredCollege[] = []) =>
  planRoster(rowsOf(rows), existing, '2026-11-23');
const planned = (row: RosterRow): RosterCollege => {
  if (!('college' in row)) throw new Error(JSON.stringify(row.reasons));
  return row.college;
};
const reasons = (row: RosterRow) =>
  'reasons' in row ? row.reasons.map(({ code, column }) => `${code} ${column}`) : [];
const registered = (cells: Texts = good, changes: Partial<RegisteredCollege> = {}): RegisteredCollege => {
  const { collegeId, names, shortNames, district, aliases, enrolment } = planned(plan([cells])[0]!);
  const enrolments = enrolment ? [enrolment] : [];
  const now = { status: 'registered', state: 'active', into: [] } as const;
  return { ...now, collegeId, names, shortNames, district, aliases, enrolment, enrolments, ...changes };
};

describe('planRoster', () => {
  it('plans colleges with aliases and a dated enrolment that names its source', () => {
    const [first, second] = plan([good, other]).map(planned);
    expect(first).toMatchObject({
      names: { kk: '«Желаяқ» спорт колледжі', ru: 'Спортивный колледж «Желаяк»', en: 'Спортивный колледж «Желаяк»' },
      district: 'beineu',
      aliases: ['ККСО Желаяк', 'Желаяқ колледжі'],
      enrolment: { students: 1240, asOf: '2026-10-01', source: 'department-list' },
      changes: ['register', 'aliases', 'enrolment'],
    });
    expect(second).toMatchObject({ changes: ['register', 'enrolment'] });
  });

  it('derives the id of a new college from its names alone', () => {
    const id = (cells: Texts) => planned(plan([cells])[0]!).collegeId;
    expect(id(good)).toBe(id({ ...good, students: '5', district: 'aqtau' }));
    expect(id(good)).not.toBe(id(other));
  });

  it('changes nothing where a college is registered exactly so', () => {
    const college = planned(plan([good], [registered()])[0]!);
    expect(college.changes).toEqual([]);
  });

  it('flags a college that ended and refuses to change it', () => {
    const ended = registered(good, { state: 'merged', into: ['other'] });
    const [row] = plan([good], [ended]);
    expect(planned(row!)).toMatchObject({ changes: [], notes: [{ code: 'COLLEGE_ENDED', column: 'name_kk' }] });
    expect(plan([{ ...good, students: '1250', enrolment_as_of: '2026-11-01' }], [ended]).map(reasons)).toEqual([
      ['COLLEGE_ENDED name_kk'],
    ]);
    expect(planned(plan([good], [{ ...ended, state: 'active' }])[0]!).notes).toEqual([]);
  });

  it('recognises a college by its name and records only the new enrolment', () => {
    const newer = { ...good, students: '1250', enrolment_as_of: '2026-11-01' };
    const known = registered(good, { collegeId: 'zhelayak' });
    expect(planned(plan([newer], [known])[0]!)).toMatchObject({
      collegeId: 'zhelayak',
      changes: ['enrolment'],
      notes: [],
    });
  });

  it('takes an older number once and says that the newer one counts', () => {
    const older = { ...good, students: '600', enrolment_as_of: '01.09.2026' };
    const first = planned(plan([older], [registered()])[0]!);
    expect(first.changes).toEqual(['enrolment']);
    expect(first.notes).toMatchObject([{ code: 'ENROLMENT_NEWER_COUNTS', cell: '1240 (2026-10-01)' }]);
    const recorded = [{ students: 600, asOf: '2026-09-01', source: 'department-list' }, registered().enrolment!];
    expect(planned(plan([older], [registered(good, { enrolments: recorded })])[0]!).changes).toEqual([]);
  });

  it.each([
    ['name_en', 'short_en'],
    ['district'],
    ['aliases'],
    ['students', 'enrolment_as_of', 'source'],
    ['short_kk', 'short_ru'],
    ['name_kk'],
  ])('leaves as it is what has no column: %s %s %s', (...columns) => {
    const known = registered({ ...good, name_en: 'Zhelayak College', short_en: 'Zhelayak', id: 'zhelayak' });
    expect(planned(plan([without(good, ...columns)], [known])[0]!).changes).toEqual([]);
  });

  it('takes a row that names a college by its id alone', () => {
    const known = registered(good, { collegeId: 'zhelayak' });
    const row = { id: 'zhelayak', students: '1300', enrolment_as_of: '01.11.2026', source: 'Приказ' };
    expect(planned(plan([row], [known])[0]!)).toMatchObject({
      names: known.names,
      changes: ['enrolment'],
      enrolment: { students: 1300, asOf: '2026-11-01', source: 'department-order' },
    });
  });

  it('corrects district and names of a college with a known id', () => {
    const known = registered(good, { collegeId: 'zhelayak' });
    const row = { ...good, id: 'zhelayak', name_ru: 'Колледж спорта «Желаяк»', district: 'г.Актау' };
    expect(planned(plan([row], [known])[0]!)).toMatchObject({ changes: ['rename', 'district'], district: 'aqtau' });
  });

  it('reads aliases on several lines and omits those that read the same', () => {
    const aliases = 'БК-1\nБірінші кәсіптік колледж\nБК—1;бк-1';
    expect(planned(plan([{ ...good, aliases }])[0]!).aliases).toEqual(['БК-1', 'Бірінші кәсіптік колледж']);
  });

  it('stores the words of a source that has no code', () => {
    expect(planned(plan([{ ...good, source: 'Со слов директора' }])[0]!)).toMatchObject({
      enrolment: { source: 'other' },
      sourceNote: 'Со слов директора',
    });
  });

  it.each(['350,0', '350', '350.00', '350 чел.', '350 студентов', '350 студ.', '350 оқушы', '350 обучающихся'])(
    'reads %s as 350 students',
    (students) => {
      expect(planned(plan([{ ...good, students }])[0]!).enrolment!.students).toBe(350);
    },
  );

  it.each([
    ['CELL_EMPTY', 'name_kk', { ...good, name_kk: '' }],
    ['CELL_EMPTY', 'short_ru', { ...good, short_ru: '' }],
    ['COLUMN_NEEDED', 'district', without(good, 'district')],
    ['DISTRICT_UNKNOWN', 'district', { ...good, district: 'Мангистауская область' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '1,000' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '12.000' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: 'около 900' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '0' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '12,5' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '#Н/Д' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '' }],
    ['DATE_MONTH_ONLY', 'enrolment_as_of', { ...good, enrolment_as_of: '2026-10' }],
    ['DATE_UNCLEAR', 'enrolment_as_of', { ...good, enrolment_as_of: '01.10.26' }],
    ['DATE_UNCLEAR', 'enrolment_as_of', { ...good, enrolment_as_of: '01.10.2026 – 02.10.2026' }],
    ['DATE_MISSING', 'enrolment_as_of', without(good, 'enrolment_as_of')],
    ['DATE_IN_FUTURE', 'enrolment_as_of', { ...good, enrolment_as_of: '2027-01-01' }],
    ['SOURCE_MISSING', 'source', without(good, 'source')],
    ['TEXT_TOO_LONG', 'source', { ...good, source: 'я'.repeat(1001) }],
    ['DATE_UNCLEAR', 'enrolment_as_of', { ...good, enrolment_as_of: '01.10.0026' }],
    ['TEXT_TOO_LONG', 'short_kk', { ...good, short_kk: 'а'.repeat(61) }],
    ['NAME_UNREADABLE', 'short_kk', { ...good, short_kk: '«—»' }],
    ['CELL_BROKEN', 'name_ru', { ...good, name_ru: '#REF!' }],
    ['ID_UNREADABLE', 'id', { ...good, id: 'Желаяқ' }],
  ])('refuses a row: %s in %s', (code, column, wrong) => {
    expect(reasons(plan([other, wrong])[1]!)).toContain(`${code} ${column}`);
  });

  it.each(['\u200b', '\ufe0f', '\u034f', '\u115f', '\u3164', '\uffa0', '\u{1d159}', '\u{e0041}', '\ud800', '\u0001'])(
    'plans names with the sign %j and refuses the sign alone',
    (sign) => {
      const names = {
        name_kk: `${sign}Жел${sign}аяқ колледжі ${sign}`,
        name_ru: `Желаяк${sign}`,
        short_kk: `${sign}Ж`,
      };
      const college = planned(plan([{ ...good, ...names, aliases: `М${sign}К` }])[0]!);
      for (const name of [...Object.values(college.names), ...Object.values(college.shortNames), ...college.aliases])
        expect(publicText().safeParse(name).error?.message).toBeUndefined();
      expect(plan([{ ...good, name_kk: sign }])[0]).toHaveProperty('reasons');
    },
  );

  it('refuses two rows of one name, one short name or one id', () => {
    const twins = [
      { ...other, short_kk: good.short_kk },
      { ...other, aliases: good.name_kk.toUpperCase() },
      { ...other, name_ru: good.name_ru.replace('о', 'o') },
    ];
    for (const twin of twins) expect(reasons(plan([good, twin])[1]!)).toEqual(['COLLEGE_TWICE name_kk']);
    expect(
      reasons(
        plan([
          { ...good, id: 'one' },
          { ...other, id: 'one' },
        ])[1]!,
      ),
    ).toEqual(['COLLEGE_TWICE id']);
  });

  it('refuses names of two colleges, and a name that another id bears', () => {
    const known = [registered(good, { collegeId: 'zhelayak' }), registered(other, { collegeId: 'tausogar' })];
    expect(reasons(plan([{ ...good, name_ru: other.name_ru }], known)[0]!)).toEqual(['COLLEGE_AMBIGUOUS name_kk']);
    expect(reasons(plan([{ ...good, id: 'tausogar' }], known)[0]!)).toContain('COLLEGE_AMBIGUOUS name_kk');
    expect(reasons(plan([{ ...good, id: 'another' }], known)[0]!)).toEqual(['COLLEGE_HAS_OTHER_ID id']);
  });

  it('refuses the names that a college had before it was renamed', () => {
    const { collegeId } = registered();
    const renamed = { ...registered(other), collegeId };
    expect(reasons(plan([good], [renamed])[0]!)).toEqual(['COLLEGE_RENAMED name_kk']);
    expect(planned(plan([{ ...good, id: collegeId }], [renamed])[0]!).changes).toContain('rename');
  });

  it('refuses what the rule would refuse because of an unchanged name', () => {
    const known = registered({ ...good, aliases: 'ТЭК' }, { collegeId: 'zhelayak' });
    const sharing = registered({ ...other, short_ru: 'ТЭК' }, { collegeId: 'tausogar' });
    expect(planned(plan([{ ...good, aliases: 'ТЭК' }], [known, sharing])[0]!).changes).toEqual([]);
    expect(reasons(plan([{ ...good, aliases: 'ТЭК;Жаңа' }], [known, sharing])[0]!)).toEqual(['ALIAS_TAKEN aliases']);
    const namesake = registered({ ...other, short_kk: good.name_kk }, { collegeId: 'tausogar' });
    const row = { id: 'zhelayak', name_ru: 'Колледж спорта' };
    expect(reasons(plan([row], [known, namesake])[0]!)).toEqual(['COLLEGE_AMBIGUOUS name_kk']);
  });

  it('takes a row by id even where two colleges bear its name', () => {
    const known = [registered(good, { collegeId: 'zhelayak' }), registered(good, { collegeId: 'zhelayak-2' })];
    expect(planned(plan([{ ...good, id: 'zhelayak' }], known)[0]!).changes).toEqual([]);
    expect(reasons(plan([good], known)[0]!)).toEqual(['COLLEGE_AMBIGUOUS name_kk']);
  });

  it('refuses an alias that reads as a name of another college', () => {
    const second = registered(other, { collegeId: 'tausogar' });
    const stealing = { ...good, aliases: other.name_kk.replace(/а/u, 'a').toUpperCase() };
    expect(reasons(plan([stealing], [registered(), second])[0]!)).toEqual(['ALIAS_TAKEN aliases']);
  });
});

describe('districtOf', () => {
  it.each([
    ['aqtau', 'aqtau'],
    ['г.Актау', 'aqtau'],
    ['г. Актау', 'aqtau'],
    ['город Актау', 'aqtau'],
    ['Ақтау қ.', 'aqtau'],
    ['Ақтау қаласы', 'aqtau'],
    ['АКТАУ', 'aqtau'],
    ['Aktau city', 'aqtau'],
    ['Каракиянский р-н', 'qaraqiya'],
    ['Каракиянский район', 'qaraqiya'],
    ['Қарақия ауд.', 'qaraqiya'],
    ['Karakiya district', 'qaraqiya'],
    ['Бейнеуский р–н', 'beineu'],
    ['Бейнеу', 'beineu'],
    ['Мангистауский р-н.', 'mangystau'],
    ['Маңғыстау ауданы', 'mangystau'],
    ['Mangystau district', 'mangystau'],
    ['Мунайлинский район', 'munaily'],
    ['Мұнайлы', 'munaily'],
    ['р-н Тупкараганский', 'tupqaragan'],
    ['Тупкараганский р-он', 'tupqaragan'],
    ['Мангистауский рн', 'mangystau'],
    ['г. Жанаозен', 'zhanaozen'],
    ['Жаңаөзен қ-сы', 'zhanaozen'],
  ])('reads %s as %s', (cell, code) => {
    expect(districtOf(cell)).toBe(code);
  });

  it.each(['Маңғыстау', 'Мангистауская область', 'Маңғыстау облысы', 'Марс', 'Алматы', 'р-н', 'constructor'])(
    'knows no district %s',
    (cell) => expect(districtOf(cell)).toBeNull(),
  );

  it('reads its own titles', () => {
    expect(DISTRICTS.map(({ title }) => districtOf(title))).toEqual(DISTRICTS.map(({ code }) => code));
  });
});
