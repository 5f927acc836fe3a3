import { createHash } from 'node:crypto';
import { isDay } from '../../events/day.js';
import type { LocalisedText } from '../../events/values.js';
import { sameText, type RegisteredCollege } from '../college.js';
import { nameKeys, readsTheSame } from '../../names/name-keys.js';
import { NameIndex } from '../name-index.js';
import { DISTRICTS } from './districts.js';

export interface RosterProblem {
  row: number;
  column: string;
  code: string;
  cell: string;
}

export interface RosterCollege {
  row: number;
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  aliases: string[];
  enrolment: { students: number; asOf: string; source: string } | null;
  /** What would be written; empty = the college stands exactly so already. */
  changes: ('register' | 'rename' | 'aliases' | 'enrolment')[];
}

export interface RosterPlan {
  colleges: RosterCollege[];
  problems: RosterProblem[];
}

type Cells = Readonly<Record<string, string>>;

const COLUMNS = [
  'id',
  'name_kk',
  'name_ru',
  'name_en',
  'short_kk',
  'short_ru',
  'short_en',
  'district',
  'students',
  'enrolment_as_of',
  'source',
  'aliases',
];
const REQUIRED = ['name_kk', 'name_ru', 'short_kk', 'short_ru', 'district'];
const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const CODE = /^[a-z][a-z0-9-]{0,63}$/;

/** Checks a whole roster against the colleges there are. Nothing may be written while `problems` is not empty. */
export function planRoster(
  sheet: { hash: string; header: readonly string[]; rows: readonly { row: number; cells: Cells }[] },
  existing: readonly RegisteredCollege[],
  today: string,
): RosterPlan {
  const missing = REQUIRED.filter((column) => !sheet.header.includes(column));
  const unknown = sheet.header.filter((column) => !COLUMNS.includes(column));
  const problems: RosterProblem[] = [
    ...missing.map((column) => ({ row: 1, column, code: 'COLUMN_MISSING', cell: '' })),
    ...unknown.map((column) => ({ row: 1, column, code: 'COLUMN_UNKNOWN', cell: column })),
  ];
  if (problems.length > 0) return { colleges: [], problems };

  const bearers = new NameIndex(existing);
  const taken = new Map<string, number>();
  const colleges = sheet.rows.map(({ row, cells }) => {
    const refuse = (code: string, column: string) =>
      void problems.push({ row, column, code, cell: cells[column] ?? '' });
    const before = problems.length;
    const read = readRow(cells, today, refuse);
    const known = knownCollege(cells, bearers, existing, refuse);
    const collegeId = cells['id'] || known?.collegeId || derivedId(sheet.hash, row);
    for (const [key, column] of [
      [`id ${collegeId}`, 'id'],
      ...ownNames(read).flatMap((name) => [...nameKeys(name)].map((key) => [`name ${key}`, 'name_kk'])),
      ...read.aliases.flatMap((alias) => [...nameKeys(alias)].map((key) => [`name ${key}`, 'aliases'])),
    ] as [string, string][]) {
      const isTwice = problems.at(-1)?.row === row && problems.at(-1)?.code === 'COLLEGE_TWICE';
      if (!isTwice && taken.has(key) && taken.get(key) !== row) refuse('COLLEGE_TWICE', column);
      taken.set(key, row);
    }
    const isClear = problems.length === before;
    if (isClear && read.aliases.some((alias) => bearers.isTaken(alias, collegeId))) refuse('ALIAS_TAKEN', 'aliases');
    return { row, collegeId, ...read, changes: changesOf(read, known) };
  });
  return { colleges, problems };
}

type Refuse = (code: string, column: string) => void;
type ReadRow = Omit<RosterCollege, 'row' | 'collegeId' | 'changes'>;

function readRow(cells: Cells, today: string, refuse: Refuse): ReadRow {
  for (const column of REQUIRED) if (!cells[column]) refuse('CELL_EMPTY', column);
  for (const column of ['name_kk', 'name_ru', 'name_en'])
    if ((cells[column] ?? '').length > 300) refuse('TEXT_TOO_LONG', column);
  for (const column of ['short_kk', 'short_ru', 'short_en'])
    if ((cells[column] ?? '').length > 60) refuse('TEXT_TOO_LONG', column);
  if (cells['id'] && !ID.test(cells['id'])) refuse('ID_UNREADABLE', 'id');
  const text = (column: string) => cells[column] ?? '';
  const aliases = text('aliases')
    .split(/[|\n]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '');
  return {
    names: { kk: text('name_kk'), ru: text('name_ru'), en: text('name_en') || text('name_ru') },
    shortNames: { kk: text('short_kk'), ru: text('short_ru'), en: text('short_en') || text('short_ru') },
    district: districtOf(text('district'), refuse),
    aliases: [...new Set(aliases)],
    enrolment: enrolmentOf(cells, today, refuse),
  };
}

function districtOf(cell: string, refuse: Refuse): string {
  if (cell === '') return '';
  const code = Object.entries(DISTRICTS).find(
    ([one, words]) => one === cell || words.some((word) => readsTheSame(word, cell)),
  )?.[0];
  if (!code) refuse('DISTRICT_UNKNOWN', 'district');
  return code ?? '';
}

/** The number of students always has its day and source: a bare number is nobody's figure. */
function enrolmentOf(cells: Cells, today: string, refuse: Refuse): RosterCollege['enrolment'] {
  if (!cells['students'] && !cells['enrolment_as_of']) return null;
  const students = Number((cells['students'] ?? '').replaceAll(/(?<=\d)\s(?=\d{3}\b)/g, '').replace(/[.,]0+$/, ''));
  if (!Number.isInteger(students) || students < 1 || students > 1_000_000) refuse('STUDENTS_UNCLEAR', 'students');
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cells['enrolment_as_of'] ?? '');
  const asOf = dotted
    ? `${dotted[3]}-${dotted[2]!.padStart(2, '0')}-${dotted[1]!.padStart(2, '0')}`
    : (cells['enrolment_as_of'] ?? '');
  if (!isDay(asOf)) refuse('DATE_UNCLEAR', 'enrolment_as_of');
  else if (asOf > today) refuse('DATE_IN_FUTURE', 'enrolment_as_of');
  const source = cells['source'] ?? '';
  if (!CODE.test(source)) refuse('SOURCE_NOT_A_CODE', 'source');
  return { students, asOf, source };
}

function knownCollege(cells: Cells, bearers: NameIndex, existing: readonly RegisteredCollege[], refuse: Refuse) {
  const byId = existing.find(({ collegeId }) => collegeId === cells['id']);
  const named = new Set(['name_kk', 'name_ru'].flatMap((column) => [...bearers.find(cells[column] ?? '')]));
  if (named.size > 1 || (byId && named.size === 1 && !named.has(byId.collegeId)))
    refuse('COLLEGE_AMBIGUOUS', 'name_kk');
  else if (!byId && cells['id'] && named.size === 1) refuse('COLLEGE_HAS_OTHER_ID', 'id');
  return byId ?? existing.find(({ collegeId }) => named.has(collegeId));
}

function changesOf(read: ReadRow, known: RegisteredCollege | undefined): RosterCollege['changes'] {
  if (!known)
    return [
      'register',
      ...(read.aliases.length > 0 ? (['aliases'] as const) : []),
      ...(read.enrolment ? (['enrolment'] as const) : []),
    ];
  const changes: RosterCollege['changes'] = [];
  if (!sameText(known.names, read.names) || !sameText(known.shortNames, read.shortNames)) changes.push('rename');
  if (read.aliases.some((alias) => !known.aliases.includes(alias))) changes.push('aliases');
  const { enrolment } = read;
  const same =
    known.enrolment?.students === enrolment?.students &&
    known.enrolment?.asOf === enrolment?.asOf &&
    known.enrolment?.source === enrolment?.source;
  if (enrolment && !same) changes.push('enrolment');
  return changes;
}

function ownNames({ names, shortNames }: ReadRow): string[] {
  return [...new Set([names.kk, names.ru, shortNames.kk, shortNames.ru].filter((name) => name !== ''))];
}

function derivedId(hash: string, row: number): string {
  return `college-${createHash('sha256').update(`college\0${hash}\0${row}`).digest('hex').slice(0, 12)}`;
}
