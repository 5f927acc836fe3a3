import type { RegisteredCollege } from '../college.js';
import { planRoster } from './import-roster.js';

const header = [
  'name_kk',
  'name_ru',
  'short_kk',
  'short_ru',
  'district',
  'students',
  'enrolment_as_of',
  'source',
  'aliases',
];
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
const plan = (rows: Record<string, string>[], existing: RegisteredCollege[] = [], hash = 'f1') =>
  planRoster({ hash, header, rows: rows.map((cells, index) => ({ row: index + 2, cells })) }, existing, '2026-11-23');
const registered = (hash = 'f1'): RegisteredCollege => {
  const { collegeId, names, shortNames, district, aliases, enrolment } = plan([good], [], hash).colleges[0]!;
  return { status: 'registered', collegeId, names, shortNames, district, aliases, enrolment };
};

describe('a roster from a sheet', () => {
  it('becomes colleges with aliases and a dated enrolment that names its source', () => {
    const { colleges, problems } = plan([good, other]);
    expect(problems).toEqual([]);
    expect(colleges[0]).toMatchObject({
      row: 2,
      names: { kk: '«Желаяқ» спорт колледжі', ru: 'Спортивный колледж «Желаяк»', en: 'Спортивный колледж «Желаяк»' },
      district: 'beineu',
      aliases: ['ККСО Желаяк', 'Желаяқ колледжі'],
      enrolment: { students: 1240, asOf: '2026-10-01', source: 'department-list' },
      changes: ['register', 'aliases', 'enrolment'],
    });
    expect(colleges[1]).toMatchObject({ row: 3, changes: ['register', 'enrolment'] });
  });

  it('gives the same ids when the same file comes again, and other ids to another file', () => {
    const ids = (hash: string) => plan([good, other], [], hash).colleges.map(({ collegeId }) => collegeId);
    expect(ids('f1')).toEqual(ids('f1'));
    expect(ids('f2')).not.toEqual(ids('f1'));
    expect(new Set(ids('f1')).size).toBe(2);
  });

  it('changes nothing where a college stands exactly so already', () => {
    expect(plan([good, other], [registered()]).colleges.map(({ changes }) => changes)).toEqual([
      [],
      ['register', 'enrolment'],
    ]);
  });

  it('knows a college again by its name in another file, and records only the new enrolment', () => {
    const { colleges, problems } = plan(
      [{ ...good, students: '1250', enrolment_as_of: '2026-11-01' }],
      [registered('older')],
      'newer',
    );
    expect(problems).toEqual([]);
    expect(colleges[0]).toMatchObject({ collegeId: registered('older').collegeId, changes: ['enrolment'] });
  });

  it.each([
    ['CELL_EMPTY', 'name_kk', { ...good, name_kk: '' }],
    ['CELL_EMPTY', 'short_ru', { ...good, short_ru: '' }],
    ['DISTRICT_UNKNOWN', 'district', { ...good, district: 'Мангистауская область' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: 'около 900' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '0' }],
    ['STUDENTS_UNCLEAR', 'students', { ...good, students: '12,5' }],
    ['DATE_UNCLEAR', 'enrolment_as_of', { ...good, enrolment_as_of: '2026-10' }],
    ['DATE_IN_FUTURE', 'enrolment_as_of', { ...good, enrolment_as_of: '2027-01-01' }],
    ['SOURCE_NOT_A_CODE', 'source', { ...good, source: 'Со слов директора' }],
    ['TEXT_TOO_LONG', 'short_kk', { ...good, short_kk: 'а'.repeat(61) }],
  ])('%s in column %s is named by row and column', (code, column, wrong) => {
    expect(plan([other, wrong]).problems).toEqual([
      { row: 3, column, code, cell: wrong[column as keyof typeof wrong] },
    ]);
  });

  it('refuses two rows that bear the same name', () => {
    const twin = { ...other, short_kk: good.short_kk };
    expect(plan([good, twin]).problems).toMatchObject([{ row: 3, code: 'COLLEGE_TWICE' }]);
  });

  it('refuses a row whose names belong to two colleges', () => {
    const mixed = { ...good, name_ru: other.name_ru };
    const second: RegisteredCollege = {
      ...registered('f9'),
      collegeId: 'tausogar',
      names: { kk: other.name_kk, ru: other.name_ru, en: other.name_ru },
    };
    expect(plan([mixed], [registered(), second]).problems).toMatchObject([{ row: 2, code: 'COLLEGE_AMBIGUOUS' }]);
  });

  it('refuses an alias that reads as a name of another college, in the sheet or registered', () => {
    const second: RegisteredCollege = {
      ...registered('f9'),
      collegeId: 'tausogar',
      names: { kk: other.name_kk, ru: other.name_ru, en: other.name_ru },
    };
    const stealing = { ...good, aliases: other.name_kk.replace(/а/u, 'a').toUpperCase() };
    expect(plan([stealing], [registered(), second]).problems).toMatchObject([
      { column: 'aliases', code: 'ALIAS_TAKEN' },
    ]);
    expect(plan([stealing, other]).problems).toMatchObject([{ row: 3, code: 'COLLEGE_TWICE' }]);
  });

  it('names a missing and an unknown column before it looks at any row', () => {
    const sheet = {
      hash: 'f',
      header: [...header.filter((name) => name !== 'district'), 'rayon'],
      rows: [{ row: 2, cells: good }],
    };
    expect(planRoster(sheet, [], '2026-11-23')).toEqual({
      colleges: [],
      problems: [
        { row: 1, column: 'district', code: 'COLUMN_MISSING', cell: '' },
        { row: 1, column: 'rayon', code: 'COLUMN_UNKNOWN', cell: 'rayon' },
      ],
    });
  });
});
