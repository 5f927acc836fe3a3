import { uuidOf } from '../../config/ids.js';
import type { Rulebook } from '../../events/rulebook.js';
import type { Claimed, Track } from '../../events/values.js';
import type { NameIndex } from '../../colleges/index.js';
import { readsTheSame, spelling } from '../../names/name-keys.js';
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
import { metricsOf } from '../review.js';
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
  /** The id this row has without its `source_id`: a row that got its number later is the same action. */
  contentId: string;
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
const TEXTS = ['title_original', 'quote'] as const;

/** Answers every row: the action it would become, or every reason why it cannot. */
export function planActions(rows: readonly SheetRow[], facts: ImportFacts): PlannedRow[] {
  const contents = new Map<string, string>();
  const ids = new Map<string, string>();
  return rows.map((sheetRow) => {
    const { sheet, row, cells } = sheetRow;
    const reference = lineOf(cells, 'source_id');
    const place = placeOf(sheetRow);
    const planned = planRow(cells, reference, facts);
    const reasons = 'reasons' in planned ? planned.reasons : [];
    const same = contents.get(contentOf(cells));
    const id = 'action' in planned ? planned.action.id : '';
    if (same !== undefined) reasons.push({ code: 'ROW_TWICE', column: 'source_id', cell: same });
    else if (ids.has(id))
      reasons.push({ code: reference ? 'SOURCE_ID_TWICE' : 'ROW_TWICE', column: 'source_id', cell: ids.get(id)! });
    contents.set(contentOf(cells), same ?? place);
    if (id !== '') ids.set(id, ids.get(id) ?? place);
    return { sheet, row, reference, ...('action' in planned && reasons.length === 0 ? planned : { reasons }) };
  });
}

/** Everything a row says but its number. */
const contentOf = (cells: Cells) =>
  JSON.stringify(
    Object.entries(cells).flatMap(([column, { text }]) =>
      column === 'source_id' || text === '' ? [] : [[column, text]],
    ),
  );

function planRow(
  cells: Cells,
  reference: string,
  facts: ImportFacts,
): { action: ImportedAction } | { reasons: Reason[] } {
  const { reasons, refuse } = rowReasons(cells, (column) => column === 'done_on' || column in NUMBER_COLUMNS);
  if (reasons.length > 0 && reasons.every(({ code }) => code === 'CELL_MERGED')) return { reasons };
  const collegeId = collegeOf(cells, facts, refuse);
  const kind = kindOf(cells, facts, refuse);
  const days = daysOf(cells, facts, refuse);
  const { claimed, beside, numbers } = claimOf(cells, kind, facts.rules, refuse);
  const links = linksOf(cells, refuse);
  const words = wordsOf(cells, beside, refuse);
  if (reasons.length > 0 || !collegeId || !kind || !days) return { reasons };
  const claim = { kind, ...days, claimed, partners: [], links, ...words };
  const { id: challengeId } = facts.challenge;
  // Rules decide which numbers are claimed, so a new rulebook must not change what the row is.
  const said = [kind, days, numbers, links, ...['locality', ...TEXTS].map((column) => linesOf(cells, column))];
  const contentId = uuidOf(JSON.stringify(['imported action', challengeId, 'content', collegeId, said]));
  const id =
    reference === '' ? contentId : uuidOf(JSON.stringify(['imported action', challengeId, 'source', reference]));
  return { action: { id, contentId, collegeId, claim } };
}

function collegeOf(cells: Cells, { names, entrants }: ImportFacts, refuse: Refuse): string | null {
  const columns = COLLEGE_COLUMNS.filter((column) => lineOf(cells, column) !== '');
  const [first] = columns;
  if (first === undefined)
    return (refuse('COLLEGE_MISSING', COLLEGE_COLUMNS.find((column) => column in cells) ?? 'college'), null);
  const found = columns.map((column) => names.find(lineOf(cells, column)));
  const common = found.reduce((a, b) => new Set([...a].filter((id) => b.has(id))));
  const [collegeId] = common;
  if (common.size === 1 && collegeId !== undefined) {
    if (entrants.has(collegeId)) return collegeId;
    return (refuse('COLLEGE_NOT_IN_CHALLENGE', first), null);
  }
  if (common.size > 1) return (refuse('COLLEGE_AMBIGUOUS', first), null);
  const lost = columns.find((_, index) => found[index]!.size === 0);
  if (lost === undefined) return (refuse('COLLEGE_NAMES_DIFFER', first), null);
  return (refuse(UNNAMED.test(lineOf(cells, lost)) ? 'COLLEGE_NOT_NAMED' : 'COLLEGE_UNKNOWN', lost), null);
}

function kindOf(cells: Cells, { challenge, rules }: ImportFacts, refuse: Refuse): string | null {
  const wanted = lineOf(cells, 'challenge');
  const names = [challenge.track, challenge.id, ...challenge.titles];
  if (wanted !== '' && !names.some((name) => readsTheSame(name, wanted)))
    return (refuse('OTHER_CHALLENGE', 'challenge'), null);
  const word = lineOf(cells, 'action_kind');
  if (word === '') return (refuse('KIND_MISSING', 'action_kind'), null);
  const code = KIND_CODES.get(kindKey(word));
  const found = Object.entries(rules.kinds).find(
    ([one, { titles }]) =>
      one === code || [one, ...Object.values(titles ?? {})].some((name) => readsTheSame(name, word)),
  );
  return found ? found[0] : (refuse('KIND_UNKNOWN', 'action_kind'), null);
}

function daysOf(cells: Cells, { challenge, today }: ImportFacts, refuse: Refuse) {
  const days = readDays(cells['done_on']!);
  if (typeof days === 'string') return (refuse(days, 'done_on'), null);
  if (days.doneOn > today) return (refuse('DATE_IN_FUTURE', 'done_on'), null);
  const { opensOn, closesOn } = challenge;
  if ((days.doneFrom ?? days.doneOn) < opensOn || days.doneOn > closesOn)
    return (refuse('DATE_OUTSIDE_SEASON', 'done_on'), null);
  return days;
}

/** An empty cell leaves the number out and is never 0. A hedge, or a number the kind does not use, becomes a line for the reviewer. */
function claimOf(
  cells: Cells,
  kind: string | null,
  rules: Rulebook,
  refuse: Refuse,
): { claimed: Claimed; beside: string[]; numbers: object[] } {
  const claimed: Claimed = {};
  const beside: string[] = [];
  const numbers: object[] = [];
  const metrics = kind === null ? null : metricsOf(kind, rules);
  for (const [column, unit] of Object.entries(NUMBER_COLUMNS)) {
    const cell = cells[column];
    if (!cell || cell.text === '') continue;
    const number = readNumber(cell, unit);
    if (typeof number !== 'string') numbers.push({ metric: unit.metric, ...number });
    if (typeof number === 'string') refuse(number, column);
    else if (metrics && !metrics.has(unit.metric))
      beside.push(`${column}: ${number.precision === 'exact' ? number.value / unit.per : cell.text}`);
    else if (claimed[unit.metric]) refuse('METRIC_TWICE', column);
    else {
      claimed[unit.metric] = number;
      if (number.precision !== 'exact') beside.push(`${column}: ${cell.text}`);
    }
  }
  return { claimed, beside, numbers };
}

function linksOf(cells: Cells, refuse: Refuse): string[] {
  const links = linesOf(cells, 'url').flatMap((line) => line.split(/[\s,;]+(?=https?:\/\/)/i));
  const wrong = links.find((link) => !/^https?:\/\/[^\s]+$/i.test(link) || !URL.canParse(link) || link.length > 2000);
  if (wrong !== undefined) refuse('LINK_UNREADABLE', 'url', wrong);
  if (links.length > MOST_LINKS) refuse('LINKS_TOO_MANY', 'url', String(MOST_LINKS));
  return links;
}

function wordsOf(cells: Cells, beside: readonly string[], refuse: Refuse): { place?: string; description?: string } {
  const place = linesOf(cells, 'locality').join('\n');
  const description = [...TEXTS.flatMap((column) => linesOf(cells, column)), ...beside].join('\n');
  if (place.length > 500) refuse('TEXT_TOO_LONG', 'locality', '500');
  if (description.length > 4000) {
    const [longest] = TEXTS.toSorted((a, b) => lineOf(cells, b).length - lineOf(cells, a).length);
    refuse('TEXT_TOO_LONG', longest!, '4000');
  }
  return { ...(place ? { place } : {}), ...(description ? { description } : {}) };
}
