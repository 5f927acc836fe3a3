import type { StandingsRow } from '../../projections/standings/standings.contract.js';
import type { Entrant } from '../../src/events/challenge.events.js';
import type { Rulebook, RulebookKind, RulebookPart } from '../../src/events/rulebook.js';
import type { DomainEvent } from '../../src/events/schemas.js';

/**
 * An independent scorer, written from docs/rulebook.md. It reads the whole log each time, caches nothing and shares no step with the fold. A fault in either shows as a difference.
 */
export interface LoggedEvent {
  id: string;
  type: string;
  data: unknown;
}

export interface ShadowRow {
  college: string;
  rank: number;
  points: number;
  actions: number;
  kinds: number;
  per100?: { numerator: number; denominator: number };
}

/** A row of the product with the results on which both scorers must agree. */
export const shadowRow = ({ collegeId, rank, points, actions, kinds, per100 }: StandingsRow): ShadowRow => ({
  college: collegeId,
  rank,
  points,
  actions,
  kinds,
  ...(per100 && { per100 }),
});

interface Action {
  college: string;
  kind: string;
  doneOn: string;
  submittedOn: string;
  version: number;
  /** Numbers that count now; null = the last decision is not a yes. */
  counts: Record<string, number> | null;
}

interface Story {
  books: { version: number; retroactive: boolean; rules: Rulebook }[];
  entrants: Map<string, Entrant>;
  actions: Map<string, Action>;
  adjusted: Map<string, number>;
  /** Each merged college and the remaining one. */
  merged: [from: string, into: string][];
}

interface Result {
  entrant: Entrant;
  points: bigint;
  kinds: number;
  actions: number;
  participants: bigint;
  divisor: bigint;
}

/** Rows in board order of one challenge's log. `public` sees the first moment of a freeze that is not lifted. */
export function shadowBoard(
  log: readonly LoggedEvent[],
  audience: 'staff' | 'public',
  board: 'total' | 'per-100',
): ShadowRow[] {
  const story = tell(audience === 'public' ? seenByAll(log) : whatCounts(log));
  const results = [...story.entrants.values()].map((entrant) => resultOf(story, entrant));
  const before = (a: Result, b: Result) => {
    const worth = board === 'total' ? sign(b.points - a.points) : sign(b.points * a.divisor - a.points * b.divisor);
    return worth || b.kinds - a.kinds || sign(b.participants * a.divisor - a.participants * b.divisor);
  };
  const listed = results.sort((a, b) => before(a, b) || inKazakh(a.entrant, b.entrant));
  return listed.map((one) => ({
    college: one.entrant.collegeId,
    rank: 1 + listed.filter((other) => before(other, one) < 0).length,
    points: Number(one.points),
    actions: one.actions,
    kinds: one.kinds,
    ...(board === 'per-100' && { per100: lowestTerms(one.points * 100n, one.divisor) }),
  }));
}

const last = (log: readonly LoggedEvent[], type: string) => log.findLastIndex((event) => event.type === type);

/** After a final and before a reopening only what the final names counts. */
function whatCounts(log: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const final = last(log, 'ResultsFinalised');
  if (final < 0 || last(log, 'ChallengeReopened') > final) return log;
  const { throughEventId } = log[final]!.data as { throughEventId: string };
  return log.slice(0, log.findIndex(({ id }) => id === throughEventId) + 1);
}

function seenByAll(log: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const revealed = Math.max(last(log, 'StandingsRevealed'), last(log, 'ChallengeCancelled'));
  const frozen = log.findIndex((event, place) => place > revealed && event.type === 'StandingsFrozen');
  return whatCounts(frozen < 0 ? log : log.slice(0, frozen));
}

function tell(log: readonly LoggedEvent[]): Story {
  const story: Story = { books: [], entrants: new Map(), actions: new Map(), adjusted: new Map(), merged: [] };
  for (const { type, data } of log) tellOne(story, { type, data } as DomainEvent);
  return story;
}

function tellOne({ books, entrants, actions, adjusted, merged }: Story, { type, data }: DomainEvent): void {
  if (type === 'RulebookPublished') books.push(data);
  else if (type === 'RulebookWithdrawn')
    books.splice(
      books.findIndex(({ version }) => version === data.version),
      1,
    );
  else if (type === 'ChallengeOpened') {
    entrants.clear();
    for (const entrant of data.entrants) entrants.set(entrant.collegeId, entrant);
  } else if (type === 'CollegeEntered') entrants.set(data.collegeId, data);
  else if (type === 'CollegeLeft') entrants.delete(data.collegeId);
  else if (type === 'EntrantMerged') {
    entrants.delete(data.from);
    merged.push([data.from, data.into]);
  } else if (type === 'EntrantMergerUndone') {
    entrants.set(data.from, { collegeId: data.from, ...data.entrant });
    merged.splice(
      merged.findIndex(([from]) => from === data.from),
      1,
    );
  } else if (type === 'EntrantRenamed' || type === 'EntrantEnrolmentCorrected' || type === 'EntrantLeagueCorrected') {
    const entrant = entrants.get(data.collegeId);
    if (entrant) entrants.set(data.collegeId, { ...entrant, ...data });
  } else if (type === 'PointsAdjusted') adjusted.set(data.collegeId, (adjusted.get(data.collegeId) ?? 0) + data.points);
  else if (type === 'ActionSubmitted')
    actions.set(data.actionId, { ...data, college: data.collegeId, version: data.rulebookVersion, counts: null });
  else if ('actionId' in data) decide(actions.get(data.actionId), { type, data } as DomainEvent);
}

function decide(action: Action | undefined, { type, data }: DomainEvent): void {
  if (!action) return;
  if (type === 'ActionRevised') {
    Object.assign(action, { kind: data.kind, doneOn: data.doneOn, counts: null });
    action.submittedOn = data.submittedOn ?? action.submittedOn;
    action.version = data.rulebookVersion ?? action.version;
  }
  if (type === 'ActionReclassified') Object.assign(action, { kind: data.kind, doneOn: data.doneOn });
  if (type === 'DecisionReopened' || type === 'ActionLapsed') action.counts = null;
  if (type === 'ActionApproved' || type === 'ActionCorrected') action.counts = data.verified;
  else if (type === 'ActionRejected' || type === 'ApprovalRevoked' || type === 'ActionWithdrawn') action.counts = null;
  else if (type === 'DisputeResolved' && data.outcome === 'rejected') action.counts = null;
  else if (type === 'DisputeResolved' && data.outcome === 'approved')
    action.counts = data.verified ?? action.counts ?? {};
}

/** Steps 1 to 6 of the rulebook, in its order. */
function resultOf({ books, actions, adjusted, merged }: Story, entrant: Entrant): Result {
  const newest = books.at(-1)?.rules;
  const limits = (kind: string) => books.findLast(({ rules }) => Object.hasOwn(rules.kinds, kind))?.rules.kinds[kind];
  const members = membersOf(merged, entrant.collegeId);
  const byDay = new Map<string, { kind: string; points: number; grows: boolean; people: number }[]>();
  for (const action of actions.values()) {
    if (!members.has(action.college) || !action.counts) continue;
    const slot = `${action.kind} on ${action.doneOn}`;
    const { points, grows } = pointsOf(action, books);
    const one = { kind: action.kind, points, grows, people: metric(action.counts, 'participants') };
    byDay.set(slot, [...(byDay.get(slot) ?? []), one]);
  }
  const scored = [...byDay.values()].flatMap((day) =>
    day
      .sort((a, b) => b.points - a.points || b.people - a.people)
      .slice(0, limits(day[0]!.kind)?.perDay ?? 0)
      .filter(({ points }) => points > 0),
  );
  const sums = new Map<string, number>();
  for (const { kind, points } of scored) sums.set(kind, (sums.get(kind) ?? 0) + points);
  const capped = [...sums].map(([kind, sum]) => Math.min(sum, limits(kind)?.seasonCap ?? Infinity));
  const whole = capped.reduce((total, one) => total + one, 0);
  const { percent, from } = newest?.shareCap ?? { percent: 100, from: 0 };
  const most = Math.max(from, Math.floor((percent * whole) / 100));
  const { points: bonus, kinds: rewarded, variableOnly } = newest?.diversity ?? { points: 0, kinds: 0 };
  const approved = [...byDay.values()].flat().filter(({ points, grows }) => points > 0 && (grows || !variableOnly));
  const diverse = new Set(approved.map(({ kind }) => kind)).size;
  const crowd = newest?.ties?.participantsWithinStudents ? entrant.students : Infinity;
  const kept = capped.reduce((total, one) => total + Math.min(one, most), 0);
  const points =
    kept + bonus * Math.min(rewarded, diverse) + sumOf([...members].map((college) => adjusted.get(college) ?? 0));
  return {
    entrant,
    points: BigInt(points),
    kinds: sums.size,
    actions: scored.length,
    participants: BigInt(scored.reduce((total, { people }) => total + Math.min(people, crowd), 0)),
    divisor: BigInt(Math.max(entrant.students, newest?.per100.minimumStudents ?? 1)),
  };
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

/** A college with all that merged into it. */
function membersOf(merged: Story['merged'], college: string): Set<string> {
  const members = new Set([college]);
  for (const [from, into] of merged.toReversed()) if (members.has(into)) members.add(from);
  return members;
}

/** Points of one action, and whether they exceed its base. */
function pointsOf({ kind: code, version, doneOn, submittedOn, counts }: Action, books: Story['books']) {
  const retroactive = books.filter((book) => book.retroactive).at(-1)?.version ?? 0;
  const wanted = Math.max(version, retroactive);
  const rules = (books.filter((book) => book.version <= wanted).at(-1) ?? books[0])?.rules;
  const kind: RulebookKind | undefined = rules && Object.hasOwn(rules.kinds, code) ? rules.kinds[code] : undefined;
  if (!rules || !kind) return { points: 0, grows: false };
  const days = (Date.parse(submittedOn) - Date.parse(doneOn)) / 86_400_000;
  const parts = days > rules.lateAfterDays ? [] : kind.parts.map((part) => partOf(part, counts ?? {}));
  const whole = parts.reduce((total, one) => total + one, kind.base);
  return { points: Math.min(kind.cap, whole), grows: Math.min(kind.cap, whole) > kind.base };
}

function partOf(part: RulebookPart, counts: Record<string, number>): number {
  const measures = 'oneOf' in part ? part.oneOf : [part];
  const worths = measures.map((one) => one.weight * Math.floor(metric(counts, one.metric) / one.step));
  return Math.min(part.max ?? Infinity, Math.max(...worths));
}

const metric = (counts: Record<string, number>, name: string) => (Object.hasOwn(counts, name) ? counts[name]! : 0);
const sign = (value: bigint) => (value > 0n ? 1 : value < 0n ? -1 : 0);

function lowestTerms(numerator: bigint, denominator: bigint): { numerator: number; denominator: number } {
  let [a, b] = [numerator < 0n ? -numerator : numerator, denominator];
  while (b > 0n) [a, b] = [b, a % b];
  return { numerator: Number(numerator / a), denominator: Number(denominator / a) };
}

const LETTERS = ' 0123456789аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяabcdefghijklmnopqrstuvwxyz';

function inKazakh(a: Entrant, b: Entrant): number {
  const [left, right] = [a, b].map(({ names }) =>
    [...names.kk.toLowerCase()].map((letter) => LETTERS.indexOf(letter)).filter((place) => place >= 0),
  ) as [number[], number[]];
  const differs = left.findIndex((place, index) => place !== right[index]);
  if (differs >= 0) return right[differs] === undefined ? 1 : left[differs]! - right[differs];
  return left.length - right.length || (a.collegeId < b.collegeId ? -1 : 1);
}
