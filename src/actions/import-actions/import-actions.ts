import { uuidOf } from '../../config/ids.js';
import type { Rulebook } from '../../events/rulebook.js';
import type { Claimed, Track } from '../../events/values.js';
import type { NameIndex } from '../../colleges/index.js';
import { readsTheSame, spelling } from '../../names/name-keys.js';
import { type Cells, CheckedRow, type Reason, type SheetRow } from '../../sheets/cell.js';
import { readDays } from '../../sheets/read-day.js';
import { readNumber } from '../../sheets/read-number.js';
import { metricsOf } from '../known-metrics.js';
import { COLLEGE_COLUMNS, KIND_WORDS, NUMBER_COLUMNS } from './columns.js';

/** The state that the sheet is checked against. */
export interface ImportFacts {
  challenge: { id: string; track: Track; opensOn: string; closesOn: string; titles: readonly string[] };
  /** The newest rules: kinds and the numbers they reckon with. */
  rules: Rulebook;
  names: NameIndex;
  entrants: ReadonlySet<string>;
  today: string;
}

/** A submission as the API takes it. */
export interface ImportedAction {
  id: string;
  /** Ids of the row without its `source_id`, which it may get later, and with the `source_id` exactly as written. */
  otherIds: readonly string[];
  /** Columns of its sheet; a row says nothing about the others. */
  columns: readonly string[];
  collegeId: string;
  claim: {
    kind: string;
    doneFrom?: string;
    doneOn: string;
    claimed: Claimed;
    partners: string[];
    links: string[];
    place?: string;
    description?: string;
  };
}

export type PlannedRow = { sheet: string | null; row: number; reference: string } & (
  { action: ImportedAction } | { reasons: Reason[] }
);

const UNNAMED = /көрсетілмеген|не указан|\((?:сайт|site)\s|^колледжи\s|^колледждері?$|^(?:колледж|college)$/iu;
const MOST_LINKS = 50;
const kindKey = (word: string) => spelling(word).replaceAll(/[ _-]/g, '');
const KIND_CODES = new Map([...KIND_WORDS].map(([word, code]) => [kindKey(word), code]));
/** Columns that make up the description. */
export const TEXTS = ['title_original', 'quote'] as const;

/** Answers every row: the action it would become, or every reason why it cannot. */
export function planActions(rows: readonly SheetRow[], facts: ImportFacts): PlannedRow[] {
  const contents = new Map<string, string>();
  const ids = new Map<string, string>();
  return rows.map((given) => {
    const row = new CheckedRow(given, (column) => column === 'done_on' || column in NUMBER_COLUMNS);
    const action = planRow(row, facts);
    const { place, reasons } = row;
    const content = contentOf(row.cells);
    const same = contents.get(content);
    const reference = row.text('source_id');
    const twice = action ? ids.get(action.id) : undefined;
    if (same !== undefined) row.refuse('ROW_TWICE', 'source_id', same);
    else if (twice !== undefined) row.refuse(reference ? 'SOURCE_ID_TWICE' : 'ROW_TWICE', 'source_id', twice);
    contents.set(content, same ?? place);
    if (action) ids.set(action.id, twice ?? place);
    const base = { sheet: given.sheet, row: given.row, reference };
    return action && reasons.length === 0 ? { ...base, action } : { ...base, reasons };
  });
}

/** Everything a row says but its number. */
const contentOf = (cells: Cells) =>
  JSON.stringify(
    Object.entries(cells).flatMap(([column, { text, unit }]) =>
      column === 'source_id' || text === '' ? [] : [[column, text, unit]],
    ),
  );

/** Null = the row is refused. */
function planRow(row: CheckedRow, facts: ImportFacts): ImportedAction | null {
  const { reasons } = row;
  if (reasons.length > 0 && reasons.every(({ code }) => code === 'CELL_MERGED')) return null;
  const collegeId = collegeOf(row, facts);
  const kind = kindOf(row, facts);
  const days = daysOf(row, facts);
  const { claimed, beside, numbers } = claimOf(row, kind, facts.rules);
  const links = linksOf(row);
  const words = wordsOf(row, beside);
  if (reasons.length > 0 || !collegeId || !kind || !days) return null;
  const claim = { kind, ...days, claimed, partners: [], links, ...words };
  const { id: challengeId } = facts.challenge;
  // Rules decide which numbers are claimed, so a new rulebook must not change what the row is.
  const said = [kind, days, numbers, links, ...['locality', ...TEXTS].map((column) => row.lines(column))];
  const contentId = uuidOf(JSON.stringify(['imported action', challengeId, 'content', collegeId, said]));
  const reference = row.text('source_id');
  const sourceId = (text: string) => uuidOf(JSON.stringify(['imported action', challengeId, 'source', text]));
  // A spreadsheet turns «001» into 1, and «N-5» into «N–5».
  const id = reference === '' ? contentId : sourceId(spelling(reference).replace(/^0+(?=\d+$)/, ''));
  return { id, otherIds: [contentId, sourceId(reference)], columns: Object.keys(row.cells), collegeId, claim };
}

function collegeOf(row: CheckedRow, { names, entrants }: ImportFacts): string | null {
  const columns = COLLEGE_COLUMNS.filter((column) => row.text(column) !== '');
  const [first] = columns;
  if (first === undefined)
    return row.refuse('COLLEGE_MISSING', COLLEGE_COLUMNS.find((column) => column in row.cells) ?? 'college');
  const found = columns.map((column) => names.find(row.text(column)));
  const common = found.reduce((a, b) => new Set([...a].filter((id) => b.has(id))));
  const [collegeId] = common;
  if (common.size === 1 && collegeId !== undefined) {
    if (entrants.has(collegeId)) return collegeId;
    return row.refuse('COLLEGE_NOT_IN_CHALLENGE', first);
  }
  if (common.size > 1) return row.refuse('COLLEGE_AMBIGUOUS', first);
  const lost = columns.find((_, index) => found[index]!.size === 0);
  if (lost === undefined) return row.refuse('COLLEGE_NAMES_DIFFER', first);
  return row.refuse(UNNAMED.test(row.text(lost)) ? 'COLLEGE_NOT_NAMED' : 'COLLEGE_UNKNOWN', lost);
}

function kindOf(row: CheckedRow, { challenge, rules }: ImportFacts): string | null {
  const wanted = row.text('challenge');
  const names = [challenge.track, challenge.id, ...challenge.titles];
  if (wanted !== '' && !names.some((name) => readsTheSame(name, wanted)))
    return row.refuse('OTHER_CHALLENGE', 'challenge');
  const word = row.text('action_kind');
  if (word === '') return row.refuse('KIND_MISSING', 'action_kind');
  const code = KIND_CODES.get(kindKey(word));
  const found = Object.entries(rules.kinds).find(
    ([one, { titles }]) =>
      one === code || [one, ...Object.values(titles ?? {})].some((name) => readsTheSame(name, word)),
  );
  return found ? found[0] : row.refuse('KIND_UNKNOWN', 'action_kind');
}

function daysOf(row: CheckedRow, { challenge, today }: ImportFacts) {
  const days = readDays(row.cells['done_on']!);
  if (typeof days === 'string') return row.refuse(days, 'done_on');
  if (days.doneOn > today) return row.refuse('DATE_IN_FUTURE', 'done_on');
  const { opensOn, closesOn } = challenge;
  if ((days.doneFrom ?? days.doneOn) < opensOn || days.doneOn > closesOn)
    return row.refuse('DATE_OUTSIDE_SEASON', 'done_on');
  return days;
}

/** An empty cell leaves the number out and is never 0. A hedge, or a number the kind does not use, becomes a line for the reviewer. */
function claimOf(row: CheckedRow, kind: string | null, rules: Rulebook) {
  const claimed: Claimed = {};
  const beside: string[] = [];
  const numbers: object[] = [];
  const metrics = kind === null ? null : metricsOf(kind, rules);
  for (const [column, unit] of Object.entries(NUMBER_COLUMNS)) {
    const cell = row.cells[column];
    if (!cell || cell.text === '') continue;
    const number = readNumber(cell, unit);
    const written = cell.unit ? `${cell.text} (${cell.unit})` : cell.text;
    if (typeof number !== 'string') numbers.push({ metric: unit.metric, ...number });
    if (typeof number === 'string') row.refuse(number, column, cell.type === 'number' ? written : undefined);
    else if (metrics && !metrics.has(unit.metric))
      beside.push(`${column}: ${number.precision === 'exact' ? number.value / unit.per : written}`);
    else if (claimed[unit.metric]) row.refuse('METRIC_TWICE', column);
    else {
      claimed[unit.metric] = number;
      if (number.precision !== 'exact') beside.push(`${column}: ${written}`);
    }
  }
  return { claimed, beside, numbers };
}

function linksOf(row: CheckedRow): string[] {
  const links = row.lines('url').flatMap((line) => line.split(/[\s,;]+(?=https?:\/\/)/i));
  const wrong = links.find((link) => !/^https?:\/\/[^\s]+$/i.test(link) || !URL.canParse(link));
  if (wrong !== undefined) row.refuse('LINK_UNREADABLE', 'url', wrong);
  else if (links.some((link) => link.length > 2000)) row.refuse('TEXT_TOO_LONG', 'url', '2000');
  if (links.length > MOST_LINKS) row.refuse('LINKS_TOO_MANY', 'url', String(MOST_LINKS));
  return links;
}

function wordsOf(row: CheckedRow, beside: readonly string[]): { place?: string; description?: string } {
  const place = row.lines('locality').join('\n');
  const description = [...TEXTS.flatMap((column) => row.lines(column)), ...beside].join('\n');
  if (place.length > 500) row.refuse('TEXT_TOO_LONG', 'locality', '500');
  if (description.length > 4000) {
    const [longest] = TEXTS.toSorted((a, b) => row.text(b).length - row.text(a).length);
    row.refuse('TEXT_TOO_LONG', longest!, '4000');
  }
  return { ...(place ? { place } : {}), ...(description ? { description } : {}) };
}
