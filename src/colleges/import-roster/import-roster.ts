import { hash } from 'node:crypto';
import type { LocalisedText } from '../../events/values.js';
import { nameKeys, readsTheSame, spelling } from '../../names/name-keys.js';
import { CheckedRow, type Reason, type SheetRow } from '../../sheets/cell.js';
import { readDays } from '../../sheets/read-day.js';
import { readNumber } from '../../sheets/read-number.js';
import { recordedEnrolment, sameText, type RegisteredCollege } from '../college.js';
import { NameIndex } from '../name-index.js';
import { districtOf, NEEDED_FOR_NEW, SOURCES, STUDENTS } from './roster-columns.js';

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
  return rows.map((given) => {
    const { sheet, row: number } = given;
    const row = new CheckedRow(given, (column) => column === 'students' || column === 'enrolment_as_of');
    const id = row.text('id');
    const known = knownCollege(row, index, existing);
    const read = readRow(row, known, today);
    const collegeId = known?.collegeId ?? (id || derivedId(read.names));
    if (!known && row.reasons.length === 0 && existing.some((one) => one.collegeId === collegeId))
      row.refuse('COLLEGE_RENAMED', 'name_kk', collegeId);
    refuseRepeats(collegeId, read, row, taken);
    if (row.reasons.length === 0) refuseTakenNames(collegeId, read, row, known, index);
    const changes = changesOf(read, known);
    const hasEnded = known !== undefined && known.state !== 'active';
    if (hasEnded && changes.length > 0) row.refuse('COLLEGE_ENDED', columnOf(row), collegeId);
    if (row.reasons.length > 0) return { sheet, row: number, reference: id, reasons: row.reasons };
    const notes = [
      ...(hasEnded ? [{ code: 'COLLEGE_ENDED', column: columnOf(row), cell: collegeId }] : []),
      ...newerCounts(read, known),
    ];
    const unchanged = known ? PARTS.filter((part) => !changes.includes(part)) : [];
    return {
      sheet,
      row: number,
      reference: id || collegeId,
      college: { collegeId, ...read, changes, unchanged, notes },
    };
  });
}

/** The column by which a row names its college. */
const columnOf = (row: CheckedRow) => (row.text('id') === '' ? 'name_kk' : 'id');

function newerCounts({ enrolment: read }: ReadRow, known: RegisteredCollege | undefined): Reason[] {
  const { enrolment } = known ?? {};
  if (!read || !enrolment || enrolment.asOf <= read.asOf) return [];
  return [{ code: 'ENROLMENT_NEWER_COUNTS', column: 'students', cell: `${enrolment.students} (${enrolment.asOf})` }];
}

type ReadRow = Omit<RosterCollege, 'collegeId' | 'changes' | 'unchanged' | 'notes'>;

const PARTS: readonly RosterChange[] = ['rename', 'district', 'aliases', 'enrolment'];

/** An absent column or an empty cell leaves the registered value as it is. */
function readRow(row: CheckedRow, known: RegisteredCollege | undefined, today: string): ReadRow {
  if (!known)
    for (const column of NEEDED_FOR_NEW)
      if (!row.text(column)) row.refuse(column in row.cells ? 'CELL_EMPTY' : 'COLUMN_NEEDED', column);
  for (const [column, most] of LENGTHS) {
    const name = row.text(column);
    if (name.length > most) row.refuse('TEXT_TOO_LONG', column, String(most));
    if (name !== '' && !/[\p{L}\p{N}]/u.test(name)) row.refuse('NAME_UNREADABLE', column);
  }
  const { enrolment, sourceNote } = enrolmentOf(row, today);
  return {
    names: localised(row, 'name', known?.names),
    shortNames: localised(row, 'short', known?.shortNames),
    district: readDistrict(row, known),
    aliases: aliasesOf(row, known),
    enrolment,
    sourceNote,
  };
}

function localised(row: CheckedRow, prefix: string, known: LocalisedText | undefined): LocalisedText {
  const text = (language: 'kk' | 'ru' | 'en') => row.text(`${prefix}_${language}`) || known?.[language] || '';
  return { kk: text('kk'), ru: text('ru'), en: text('en') || text('ru') };
}

function readDistrict(row: CheckedRow, known: RegisteredCollege | undefined): string {
  const cell = row.text('district');
  if (cell === '' || cell === known?.district) return known?.district ?? '';
  const code = districtOf(cell);
  if (code === null) row.refuse('DISTRICT_UNKNOWN', 'district');
  return code ?? '';
}

function aliasesOf(row: CheckedRow, known: RegisteredCollege | undefined): readonly string[] {
  const present = known?.aliases ?? [];
  const added: string[] = [];
  for (const alias of row
    .lines('aliases')
    .flatMap((line) => line.split(/[|;]/))
    .map((one) => one.trim())) {
    if (alias === '' || [...present, ...added].some((other) => readsTheSame(other, alias))) continue;
    if (alias.length > 300) row.refuse('TEXT_TOO_LONG', 'aliases', '300');
    if (!/[\p{L}\p{N}]/u.test(alias)) row.refuse('NAME_UNREADABLE', 'aliases', alias);
    added.push(alias);
  }
  if (present.length + added.length > MOST_ALIASES) row.refuse('ALIASES_TOO_MANY', 'aliases', String(MOST_ALIASES));
  return added.length === 0 ? present : [...present, ...added];
}

/** The number of students always has its day and its source. */
function enrolmentOf(row: CheckedRow, today: string): Pick<RosterCollege, 'enrolment' | 'sourceNote'> {
  const [number, day] = [row.cells['students'], row.cells['enrolment_as_of']];
  const none = { enrolment: null, sourceNote: null };
  if (!number || (number.text === '' && !day?.text)) return none;
  const students = readNumber(number, STUDENTS);
  const isClear =
    typeof students !== 'string' &&
    students.precision === 'exact' &&
    students.value >= 1 &&
    students.value <= 1_000_000;
  if (!isClear) row.refuse('STUDENTS_UNCLEAR', 'students');
  const days = day ? readDays(day) : 'DATE_MISSING';
  if (typeof days === 'string') row.refuse(days, 'enrolment_as_of');
  else if (days.doneFrom !== undefined) row.refuse('DATE_UNCLEAR', 'enrolment_as_of');
  else if (days.doneOn > today) row.refuse('DATE_IN_FUTURE', 'enrolment_as_of');
  const words = row.text('source');
  if (words === '') row.refuse('SOURCE_MISSING', 'source');
  if (words.length > 1000) row.refuse('TEXT_TOO_LONG', 'source', '1000');
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

function knownCollege(row: CheckedRow, index: NameIndex, existing: readonly RegisteredCollege[]) {
  const id = row.text('id');
  const byId = existing.find(({ collegeId }) => collegeId === id);
  if (byId) return byId;
  if (id !== '' && !ID.test(id)) row.refuse('ID_UNREADABLE', 'id');
  const columns = ['name_kk', 'name_ru'].filter((column) => row.text(column) !== '');
  const bearers = new Set(columns.flatMap((column) => [...index.find(row.text(column))]));
  if (bearers.size > 1) row.refuse('COLLEGE_AMBIGUOUS', columns[0]!);
  else if (id !== '' && bearers.size === 1) row.refuse('COLLEGE_HAS_OTHER_ID', 'id', [...bearers].join());
  return existing.find(({ collegeId }) => bearers.has(collegeId));
}

/** Two rows of one file may not mean the same college, or two colleges of one name. */
function refuseRepeats(
  collegeId: string,
  { names, shortNames, aliases }: ReadRow,
  row: CheckedRow,
  taken: Map<string, string>,
): void {
  const written = [names.kk, names.ru, shortNames.kk, shortNames.ru].filter((name) => name !== '');
  const added = row.lines('aliases').length === 0 ? [] : aliases;
  const keys = [
    `id ${collegeId}`,
    ...[...written, ...added].flatMap((name) => [...nameKeys(name)].map((key) => `name ${key}`)),
  ];
  const before = keys.map((key) => taken.get(key)).find((other) => other !== undefined && other !== row.place);
  if (before !== undefined)
    row.refuse('COLLEGE_TWICE', 'id' in row.cells && taken.has(`id ${collegeId}`) ? 'id' : 'name_kk', before);
  for (const key of keys) taken.set(key, taken.get(key) ?? row.place);
}

function refuseTakenNames(
  collegeId: string,
  read: ReadRow,
  row: CheckedRow,
  known: RegisteredCollege | undefined,
  index: NameIndex,
): void {
  const { names, aliases } = read;
  const changes = changesOf(read, known);
  for (const language of ['kk', 'ru'] as const)
    if ((!known || changes.includes('rename')) && index.isTaken(names[language], collegeId))
      row.refuse('COLLEGE_AMBIGUOUS', `name_${language}`, names[language]);
  const alias = changes.includes('aliases') ? aliases.find((one) => index.isTaken(one, collegeId)) : undefined;
  if (alias !== undefined) row.refuse('ALIAS_TAKEN', 'aliases', alias);
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
