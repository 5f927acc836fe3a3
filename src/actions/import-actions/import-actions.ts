import { uuidOf } from '../../config/ids.js';
import type { Rulebook } from '../../events/rulebook.js';
import type { Claimed, Track } from '../../events/values.js';
import type { NameIndex } from '../../colleges/index.js';
import { readsTheSame } from '../../names/name-keys.js';
import { metricsOf } from '../metrics.js';
import { KIND_WORDS, NUMBER_COLUMNS } from './columns.js';
import { readDays } from './read-day.js';
import { readNumber } from './read-number.js';

export interface SheetRow {
  /** Number at the left edge of the sheet; the heading is row 1. */
  row: number;
  cells: Readonly<Record<string, string>>;
}

/** What the sheet is checked against. */
export interface ImportFacts {
  challenge: { id: string; track: Track; opensOn: string; closesOn: string };
  /** The newest rules: kinds and the numbers they reckon with. */
  rules: Rulebook;
  names: NameIndex;
  entrants: ReadonlySet<string>;
  today: string;
}

export interface Reason {
  code: string;
  column: string;
  cell: string;
}

/** A submission as the front door takes it. */
export interface ImportedAction {
  id: string;
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

export type RowAnswer = { row: number; reference: string } & ({ action: ImportedAction } | { reasons: Reason[] });

const UNNAMED = /көрсетілмеген|не указан|\((?:сайт|site)\s|^колледжи\s|^колледждері?$|^(?:колледж|college)$/iu;

/** Answers every row: the action it would become, or every reason why it cannot. `hash` names the file; ids derive from it and the row. */
export function planActions(rows: readonly SheetRow[], hash: string, facts: ImportFacts): RowAnswer[] {
  const seen = new Map<string, number>();
  return rows.map(({ row, cells }) => {
    const reference = cells['source_id'] ?? '';
    const reasons: Reason[] = [];
    const refuse = (code: string, column: string) => void reasons.push({ code, column, cell: cells[column] ?? '' });

    const collegeId = collegeOf(cells, facts, refuse);
    const kind = kindOf(cells, facts, refuse);
    const days = daysOf(cells, facts, refuse);
    const { claimed, beside } = claimOf(cells, kind, facts.rules, refuse);
    const link = cells['url'] || null;
    if (link !== null && !/^https?:\/\/[^\s]+$/i.test(link)) refuse('LINK_UNREADABLE', 'url');
    const twin = JSON.stringify(Object.entries(cells).filter(([column]) => column !== 'source_id'));
    const first = seen.get(twin);
    if (first !== undefined) reasons.push({ code: 'ROW_TWICE', column: 'source_id', cell: String(first) });
    else seen.set(twin, row);
    if (reasons.length > 0 || !collegeId || !kind || !days) return { row, reference, reasons };

    const description = [cells['title_original'], cells['quote'], ...beside].filter(Boolean).join('\n');
    const place = cells['locality'];
    const words = { ...(place ? { place } : {}), ...(description ? { description } : {}) };
    const claim = { kind, ...days, claimed, partners: [], links: link ? [link] : [], ...words };
    return { row, reference, action: { id: actionId(hash, row), collegeId, claim } };
  });
}

type Refuse = (code: string, column: string) => void;
type Cells = SheetRow['cells'];

function collegeOf(cells: Cells, { names, entrants }: ImportFacts, refuse: Refuse): string | null {
  const columns = ['college_kk', 'college_ru', 'college'].filter((column) => cells[column]);
  const [first = 'college_kk'] = columns;
  if (columns.length === 0) return (refuse('COLLEGE_MISSING', first), null);
  const found = columns.map((column) => names.find(cells[column]!));
  const common = found.reduce((a, b) => new Set([...a].filter((id) => b.has(id))));
  const [collegeId] = common;
  if (common.size === 1 && collegeId !== undefined) {
    if (entrants.has(collegeId)) return collegeId;
    return (refuse('COLLEGE_NOT_IN_CHALLENGE', first), null);
  }
  if (common.size > 1) return (refuse('COLLEGE_AMBIGUOUS', first), null);
  const lost = columns.find((_, index) => found[index]!.size === 0);
  if (lost === undefined) return (refuse('COLLEGE_NAMES_DIFFER', first), null);
  return (refuse(UNNAMED.test(cells[lost]!) ? 'COLLEGE_NOT_NAMED' : 'COLLEGE_UNKNOWN', lost), null);
}

function kindOf(cells: Cells, { challenge, rules }: ImportFacts, refuse: Refuse): string | null {
  const track = (cells['challenge'] ?? '').toLowerCase();
  if (track !== '' && track !== challenge.track && track !== challenge.id)
    return (refuse('OTHER_CHALLENGE', 'challenge'), null);
  const word = cells['action_kind'] ?? '';
  if (word === '') return (refuse('KIND_MISSING', 'action_kind'), null);
  const code = KIND_WORDS[word.toLowerCase()];
  const found = Object.entries(rules.kinds).find(
    ([one, { titles }]) =>
      one === code || readsTheSame(one, word) || Object.values(titles ?? {}).some((title) => readsTheSame(title, word)),
  );
  return found ? found[0] : (refuse('KIND_UNKNOWN', 'action_kind'), null);
}

function daysOf(cells: Cells, { challenge, today }: ImportFacts, refuse: Refuse) {
  const days = readDays(cells['done_on'] ?? '');
  if (typeof days === 'string') return (refuse(days, 'done_on'), null);
  if (days.doneOn > today) return (refuse('DATE_IN_FUTURE', 'done_on'), null);
  const { opensOn, closesOn } = challenge;
  if ((days.doneFrom ?? days.doneOn) < opensOn || days.doneOn > closesOn)
    return (refuse('DATE_OUTSIDE_SEASON', 'done_on'), null);
  return days;
}

/**
 * An empty cell is "not reported" and leaves the number out; it is never 0. The wording of a hedged number, and numbers that the kind
 * does not reckon with, go beside the claim into the words for the reviewer.
 */
function claimOf(
  cells: Cells,
  kind: string | null,
  rules: Rulebook,
  refuse: Refuse,
): { claimed: Claimed; beside: string[] } {
  const claimed: Claimed = {};
  const beside: string[] = [];
  const metrics = kind === null ? null : metricsOf(kind, rules);
  for (const [column, unit] of Object.entries(NUMBER_COLUMNS)) {
    const cell = cells[column];
    if (!cell) continue;
    const number = readNumber(cell, unit);
    if (typeof number === 'string') refuse(number, column);
    else if (metrics && !metrics.has(unit.metric)) beside.push(`${column}: ${cell}`);
    else if (claimed[unit.metric]) refuse('METRIC_TWICE', column);
    else {
      claimed[unit.metric] = number;
      if (number.precision !== 'exact') beside.push(`${column}: ${cell}`);
    }
  }
  return { claimed, beside };
}

/** The same file again names the same actions. The variant digit 8 is that of earlier imports. */
function actionId(hash: string, row: number): string {
  const id = uuidOf(`action\0${hash}\0${row}`);
  return `${id.slice(0, 19)}8${id.slice(20)}`;
}
