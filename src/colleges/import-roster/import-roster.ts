import { hash } from 'node:crypto';
import type { LocalisedText } from '../../events/values.js';
import { nameKeys, readsTheSame, spelling } from '../../names/name-keys.js';
import {
  type Cells,
  lineOf,
  linesOf,
  placeOf,
  type Reason,
  type Refuse,
  rowReasons,
  type SheetRow,
} from '../../sheets/cell.js';
import { readDays } from '../../sheets/read-day.js';
import { readNumber } from '../../sheets/read-number.js';
import { recordedEnrolment, sameText, type RegisteredCollege } from '../college.js';
import { NameIndex } from '../name-index.js';
import { districtOf, NEEDED_FOR_NEW, SOURCES } from './roster-columns.js';

export type RosterChange = 'register' | 'rename' | 'district' | 'aliases' | 'enrolment';

export interface RosterCollege {
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
  /** All aliases after the import: a roster adds and never takes away. */
  aliases: readonly string[];
  enrolment: { students: number; asOf: string; source: string } | null;
  /** Words of the source that have no code; null = none. */
  sourceNote: string | null;
  /** Empty = the college is registered exactly so already. */
  changes: RosterChange[];
  /** Parts of a registered college that stay as they are. */
  unchanged: RosterChange[];
  notes: Reason[];
}

export type RosterRow = { sheet: string | null; row: number; reference: string } & (
  { college: RosterCollege } | { reasons: Reason[] }
);

const ID = /^[a-z0-9][a-z0-9-]{0,63}$/;
const CODE = /^[a-z][a-z0-9-]{0,63}$/;
const STUDENTS = {
  per: 1,
  words: { студент: 1, студента: 1, студентов: 1, студенттер: 1, чел: 1, человек: 1, адам: 1, students: 1 },
};
/** Names in each language, and the most characters they have. */
const LENGTHS = ['kk', 'ru', 'en'].flatMap((language) => [
  [`name_${language}`, 300] as const,
  [`short_${language}`, 60] as const,
]);
const MOST_ALIASES = 100;

/** Checks a whole roster against the registered colleges. Nothing may be written while any row is refused. */
export function planRoster(
  rows: readonly SheetRow[],
  existing: readonly RegisteredCollege[],
  today: string,
): RosterRow[] {
  const index = new NameIndex(existing);
  const taken = new Map<string, string>();
  return rows.map((sheetRow) => {
    const { sheet, row, cells } = sheetRow;
    const { reasons, refuse } = rowReasons(cells, (column) => column === 'students' || column === 'enrolment_as_of');
    const place = placeOf(sheetRow);
    const known = knownCollege(cells, index, existing, refuse);
    const read = readRow(cells, known, today, refuse);
    const collegeId = known?.collegeId ?? (lineOf(cells, 'id') || derivedId(read.names));
    refuseRepeats(collegeId, read, cells, taken, place, refuse);
    if (reasons.length === 0) refuseTakenNames(collegeId, read, known, index, refuse);
    const reference = lineOf(cells, 'id') || collegeId;
    if (reasons.length > 0) return { sheet, row, reference: lineOf(cells, 'id'), reasons };
    const { enrolment } = known ?? {};
    const isOlder = read.enrolment && enrolment && enrolment.asOf > read.enrolment.asOf;
    const notes = isOlder
      ? [{ code: 'ENROLMENT_NEWER_COUNTS', column: 'students', cell: `${enrolment.students} (${enrolment.asOf})` }]
      : [];
    const changes = changesOf(read, known);
    const unchanged = known ? PARTS.filter((part) => !changes.includes(part)) : [];
    return { sheet, row, reference, college: { collegeId, ...read, changes, unchanged, notes } };
  });
}

type ReadRow = Omit<RosterCollege, 'collegeId' | 'changes' | 'unchanged' | 'notes'>;

const PARTS: readonly RosterChange[] = ['rename', 'district', 'aliases', 'enrolment'];

/** An absent column or an empty cell leaves the registered value as it is. */
function readRow(cells: Cells, known: RegisteredCollege | undefined, today: string, refuse: Refuse): ReadRow {
  if (!known)
    for (const column of NEEDED_FOR_NEW)
      if (!lineOf(cells, column)) refuse(column in cells ? 'CELL_EMPTY' : 'COLUMN_NEEDED', column);
  for (const [column, most] of LENGTHS) {
    const name = lineOf(cells, column);
    if (name.length > most) refuse('TEXT_TOO_LONG', column, String(most));
    if (name !== '' && !/[\p{L}\p{N}]/u.test(name)) refuse('NAME_UNREADABLE', column);
  }
  const { enrolment, sourceNote } = enrolmentOf(cells, today, refuse);
  return {
    names: localised(cells, 'name', known?.names),
    shortNames: localised(cells, 'short', known?.shortNames),
    district: readDistrict(cells, known, refuse),
    aliases: aliasesOf(cells, known, refuse),
    enrolment,
    sourceNote,
  };
}

function localised(cells: Cells, prefix: string, known: LocalisedText | undefined): LocalisedText {
  const text = (language: 'kk' | 'ru' | 'en') => lineOf(cells, `${prefix}_${language}`) || known?.[language] || '';
  return { kk: text('kk'), ru: text('ru'), en: text('en') || text('ru') };
}

function readDistrict(cells: Cells, known: RegisteredCollege | undefined, refuse: Refuse): string {
  const cell = lineOf(cells, 'district');
  if (cell === '' || cell === known?.district) return known?.district ?? '';
  const code = districtOf(cell);
  if (code === null) refuse('DISTRICT_UNKNOWN', 'district');
  return code ?? '';
}

function aliasesOf(cells: Cells, known: RegisteredCollege | undefined, refuse: Refuse): readonly string[] {
  const present = known?.aliases ?? [];
  const added: string[] = [];
  for (const alias of linesOf(cells, 'aliases')
    .flatMap((line) => line.split(/[|;]/))
    .map((one) => one.trim())) {
    if (alias === '' || [...present, ...added].some((other) => readsTheSame(other, alias))) continue;
    if (alias.length > 300) refuse('TEXT_TOO_LONG', 'aliases', '300');
    if (!/[\p{L}\p{N}]/u.test(alias)) refuse('NAME_UNREADABLE', 'aliases', alias);
    added.push(alias);
  }
  if (present.length + added.length > MOST_ALIASES) refuse('ALIASES_TOO_MANY', 'aliases', String(MOST_ALIASES));
  return added.length === 0 ? present : [...present, ...added];
}

/** The number of students always has its day and its source. */
function enrolmentOf(cells: Cells, today: string, refuse: Refuse): Pick<RosterCollege, 'enrolment' | 'sourceNote'> {
  const [number, day] = [cells['students'], cells['enrolment_as_of']];
  const none = { enrolment: null, sourceNote: null };
  if (!number || (number.text === '' && !day?.text)) return none;
  const students = readNumber(number, STUDENTS);
  const isClear =
    typeof students !== 'string' &&
    students.precision === 'exact' &&
    students.value >= 1 &&
    students.value <= 1_000_000;
  if (!isClear) refuse('STUDENTS_UNCLEAR', 'students');
  const days = day ? readDays(day) : 'DATE_MISSING';
  if (typeof days === 'string') refuse(days, 'enrolment_as_of');
  else if (days.doneFrom !== undefined) refuse('DATE_UNCLEAR', 'enrolment_as_of');
  else if (days.doneOn > today) refuse('DATE_IN_FUTURE', 'enrolment_as_of');
  const words = lineOf(cells, 'source');
  if (words === '') refuse('SOURCE_MISSING', 'source');
  if (!isClear || typeof days === 'string' || words === '') return none;
  const known = Object.keys(SOURCES).find((code) =>
    Object.values(SOURCES[code]!)
      .flat()
      .some((name) => readsTheSame(name, words)),
  );
  const source = known ?? (CODE.test(words) ? words : 'other');
  return {
    enrolment: { students: students.value, asOf: days.doneOn, source },
    sourceNote: source === 'other' && words !== 'other' ? words : null,
  };
}

function knownCollege(cells: Cells, index: NameIndex, existing: readonly RegisteredCollege[], refuse: Refuse) {
  const id = lineOf(cells, 'id');
  const byId = existing.find(({ collegeId }) => collegeId === id);
  if (byId) return byId;
  if (id !== '' && !ID.test(id)) refuse('ID_UNREADABLE', 'id');
  const columns = ['name_kk', 'name_ru'].filter((column) => lineOf(cells, column) !== '');
  const bearers = new Set(columns.flatMap((column) => [...index.find(lineOf(cells, column))]));
  if (bearers.size > 1) refuse('COLLEGE_AMBIGUOUS', columns[0]!);
  else if (id !== '' && bearers.size === 1) refuse('COLLEGE_HAS_OTHER_ID', 'id', [...bearers].join());
  return existing.find(({ collegeId }) => bearers.has(collegeId));
}

/** Two rows of one file may not mean the same college, or two colleges of one name. */
function refuseRepeats(
  collegeId: string,
  { names, shortNames, aliases }: ReadRow,
  cells: Cells,
  taken: Map<string, string>,
  place: string,
  refuse: Refuse,
): void {
  const written = [names.kk, names.ru, shortNames.kk, shortNames.ru].filter((name) => name !== '');
  const added = linesOf(cells, 'aliases').length === 0 ? [] : aliases;
  const keys = [
    `id ${collegeId}`,
    ...[...written, ...added].flatMap((name) => [...nameKeys(name)].map((key) => `name ${key}`)),
  ];
  const before = keys.map((key) => taken.get(key)).find((other) => other !== undefined && other !== place);
  if (before !== undefined)
    refuse('COLLEGE_TWICE', 'id' in cells && taken.has(`id ${collegeId}`) ? 'id' : 'name_kk', before);
  for (const key of keys) taken.set(key, taken.get(key) ?? place);
}

function refuseTakenNames(
  collegeId: string,
  { names, aliases }: ReadRow,
  known: RegisteredCollege | undefined,
  index: NameIndex,
  refuse: Refuse,
): void {
  for (const language of ['kk', 'ru'] as const)
    if (names[language] !== known?.names[language] && index.isTaken(names[language], collegeId))
      refuse('COLLEGE_AMBIGUOUS', `name_${language}`);
  const alias = aliases.find((one) => !known?.aliases.includes(one) && index.isTaken(one, collegeId));
  if (alias !== undefined) refuse('ALIAS_TAKEN', 'aliases', alias);
}

function changesOf(read: ReadRow, known: RegisteredCollege | undefined): RosterChange[] {
  const { names, shortNames, district, aliases, enrolment } = read;
  const changes: RosterChange[] = [];
  if (!known) changes.push('register');
  else {
    if (!sameText(known.names, names) || !sameText(known.shortNames, shortNames)) changes.push('rename');
    if (known.district !== district) changes.push('district');
  }
  if (aliases.length > (known?.aliases.length ?? 0)) changes.push('aliases');
  if (enrolment && !(known && recordedEnrolment(known, enrolment))) changes.push('enrolment');
  return changes;
}

/** The same two names give the same id in every file. */
function derivedId({ kk, ru }: LocalisedText): string {
  return `college-${hash('sha256', JSON.stringify(['college', spelling(kk), spelling(ru)])).slice(0, 12)}`;
}
