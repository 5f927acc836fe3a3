import { daysBetween } from '../../src/events/day.js';
import type { Rulebook, RulebookKind, RulebookPart } from '../../src/events/rulebook.js';
import type { Verified } from '../../src/events/values.js';
import { versionInForce } from '../../src/events/version-in-force.js';
import type { ActionPoints, PointsExplained, PointsPart } from './standings.contract.js';
import { type ActionRecord, type College, ownValue, type RulebookVersion } from './standings.state.js';

export interface CollegeScore {
  points: number;
  /** Scored actions: approved, within the day's limit, above 0 points. */
  actions: number;
  /** Kinds with a scored action, by code. */
  kinds: KindScore[];
  diversity: PointsExplained['diversity'];
  /** Verified participants of scored actions, as ties count them. */
  participants: number;
}

type KindScore = Omit<PointsExplained['kinds'][number], 'titles'>;

/** Points of one college: integers only, no clock, independent of the order of approvals. Steps by example: docs/rulebook.md. */
export function scoreCollege(
  adjustments: College['adjustments'],
  tally: Pick<Tally, 'sums' | 'variable' | 'actions' | 'participants'>,
  rules: Rules,
): CollegeScore {
  const kinds = capKinds(tally.sums, rules);
  const bonus: Rulebook['diversity'] = rules.newest?.diversity ?? { points: 0, kinds: 0 };
  const counting = bonus.variableOnly ? kinds.filter(({ kind }) => tally.variable.has(kind)) : kinds;
  const rewarded = counting.slice(0, bonus.kinds).map(({ kind }) => kind);
  const diversity = { points: bonus.points * rewarded.length, kinds: bonus.points > 0 ? rewarded : [] };
  const adjusted = adjustments.reduce((sum, { points }) => sum + points, 0);
  const { actions, participants } = tally;
  const points = kinds.reduce((sum, { counts }) => sum + counts, 0) + diversity.points + adjusted;
  return { points, actions, kinds, diversity, participants };
}

/**
 * Step 2: of each kind and day of doing, the best `perDay` actions above 0 points are scored. Follows the changes of a college's
 * actions one by one, because every decision needs the points it brought.
 */
export class Tally {
  /** Points of the scored actions by kind. */
  readonly sums = new Map<string, number>();
  /** Scored actions. */
  actions = 0;
  /** Participants of scored actions, as ties count them. */
  participants = 0;
  /** Kinds with approved actions above their base, by number. */
  readonly variable = new Map<string, number>();
  private readonly mostParticipants: number;
  /** Approved actions above 0 points by day and kind, the best first. */
  private readonly slots = new Map<string, Candidate[]>();

  constructor(
    { actions, entrant }: Pick<College, 'actions' | 'entrant'>,
    private readonly rules: Rules,
  ) {
    const isBounded = rules.newest?.ties?.participantsWithinStudents ?? false;
    this.mostParticipants = isBounded && entrant ? entrant.students : Infinity;
    for (const [id, action] of Object.entries(actions)) this.add(id, action);
  }

  /** Follows an action whose record is replaced. */
  replace(id: string, before: ActionRecord | undefined, after: ActionRecord): void {
    if (before) this.remove(id, before);
    this.add(id, after);
  }

  /** Ids of the scored actions. */
  scored(): Set<string> {
    const best = (slot: readonly Candidate[]) => slot.slice(0, this.limitOf(slot[0]));
    return new Set([...this.slots.values()].flatMap((slot) => best(slot).map(({ id }) => id)));
  }

  /** Points of approved actions above 0, those of a kind and day together, the most points first. */
  days(): { kind: string; doneOn: string; points: number[] }[] {
    const slots = [...this.slots].filter(([, slot]) => slot.length > 0).sort(([a], [b]) => byCode(a, b));
    return slots.map(([key, slot]) => ({
      kind: slot[0]!.kind,
      doneOn: key.slice(0, key.indexOf(' ')),
      points: slot.map(({ score }) => score.points),
    }));
  }

  private add(id: string, action: ActionRecord): void {
    const one = this.candidate(id, action);
    if (!one) return;
    this.countVariable(one, 1);
    const slot = this.slotOf(one);
    const place = slot.findLastIndex((other) => byScore(other, one) < 0) + 1;
    slot.splice(place, 0, one);
    const limit = this.limitOf(one);
    if (place >= limit) return;
    this.count(one, 1);
    if (slot.length > limit) this.count(slot[limit]!, -1);
  }

  private remove(id: string, action: ActionRecord): void {
    const one = this.candidate(id, action);
    if (!one) return;
    this.countVariable(one, -1);
    const slot = this.slotOf(one);
    const place = slot.findIndex((other) => other.id === id);
    slot.splice(place, 1);
    const limit = this.limitOf(one);
    if (place >= limit) return;
    this.count(one, -1);
    if (slot.length >= limit) this.count(slot[limit - 1]!, 1);
  }

  private candidate(id: string, action: ActionRecord): Candidate | null {
    if (action.status !== 'approved') return null;
    const score = scoreAction(action, this.rules);
    return score.points === 0 ? null : { id, kind: action.kind, score };
  }

  private slotOf({ score }: Candidate): Candidate[] {
    const slot = this.slots.get(score.slot) ?? [];
    this.slots.set(score.slot, slot);
    return slot;
  }

  private limitOf(one: Candidate | undefined): number {
    return (one && this.rules.kinds.get(one.kind)?.perDay) ?? 0;
  }

  private countVariable({ kind, score }: Candidate, sign: 1 | -1): void {
    if (score.points <= score.base) return;
    const count = (this.variable.get(kind) ?? 0) + sign;
    if (count === 0) this.variable.delete(kind);
    else this.variable.set(kind, count);
  }

  private count({ kind, score }: Candidate, sign: 1 | -1): void {
    this.actions += sign;
    this.participants += sign * Math.min(score.participants, this.mostParticipants);
    const sum = (this.sums.get(kind) ?? 0) + sign * score.points;
    if (sum === 0) this.sums.delete(kind);
    else this.sums.set(kind, sum);
  }
}

interface Candidate {
  id: string;
  kind: string;
  score: ActionScore;
}

/** Points first, then participants; the id changes no points and makes the order total. */
const byScore = (a: Candidate, b: Candidate): number =>
  b.score.points - a.score.points || b.score.participants - a.score.participants || byCode(a.id, b.id);

/** Steps 3 and 4: season cap of each kind, then its share of the sum of all kinds. */
function capKinds(sums: ReadonlyMap<string, number>, rules: Rules): KindScore[] {
  const capped = [...sums].map(([kind, sum]) => ({
    kind,
    sum,
    afterSeasonCap: Math.min(sum, rules.kinds.get(kind)?.seasonCap ?? sum),
  }));
  const all = capped.reduce((total, { afterSeasonCap }) => total + afterSeasonCap, 0);
  const share = rules.newest?.shareCap ?? { percent: 100, from: 0 };
  const limit = Math.max(share.from, Math.floor((share.percent * all) / 100));
  return capped
    .map(({ kind, sum, afterSeasonCap }) => {
      const counts = Math.min(afterSeasonCap, limit);
      return { kind, sum, seasonCapCut: sum - afterSeasonCap, shareCapCut: afterSeasonCap - counts, counts };
    })
    .sort((a, b) => byCode(a.kind, b.kind));
}

/** Points of one approved action under its version, before limits over several actions. Integers. */
export interface ActionScore extends Pick<ActionPoints, 'late' | 'base' | 'parts' | 'capCut' | 'points'> {
  version: number;
  /** Verified participants. */
  participants: number;
  /** Day of doing and kind: of each slot only the best actions count. */
  slot: string;
}

/**
 * Step 1: min(cap, base + parts), or min(cap, base) when submitted late. The version is the one at the first submission, or the
 * newest retroactive one when that is newer. A withdrawn version gives way to the one before it, else to the first. A kind unknown
 * to its version brings 0.
 */
export function scoreAction(action: ActionRecord, rules: Rules): ActionScore {
  const known = rules.scores.get(action);
  if (known) return known;
  const score = computeScore(action, rules);
  rules.scores.set(action, score);
  return score;
}

function computeScore(action: ActionRecord, rules: Rules): ActionScore {
  const wanted = Math.max(action.rulebookVersion, rules.retroactive);
  const version = versionInForce(rules.versions, wanted) ?? wanted;
  const rulebook = rules.byVersion.get(version);
  const kind = rulebook && ownValue(rulebook.kinds, action.kind);
  const participants = numberOf(action.verified ?? {}, 'participants');
  const slot = `${action.doneOn} ${action.kind}`;
  if (!kind) return { version, late: false, base: 0, parts: [], capCut: 0, points: 0, participants, slot };
  const late = daysBetween(action.doneOn, action.submittedOn) > rulebook.lateAfterDays;
  const parts = late ? [] : kind.parts.map((part) => pointsOfPart(part, action.verified ?? {}));
  const gross = parts.reduce((sum, part) => plus(sum, part.points), kind.base);
  const points = Math.min(kind.cap, gross);
  return { version, late, base: kind.base, parts, capCut: gross - points, points, participants, slot };
}

function pointsOfPart(part: RulebookPart, verified: Verified): PointsPart {
  const grossOf = ({ metric, step, weight }: Measure) => weight * Math.floor(numberOf(verified, metric) / step);
  const best = 'oneOf' in part ? part.oneOf.reduce((a, b) => (grossOf(b) > grossOf(a) ? b : a)) : part;
  const gross = grossOf(best);
  const points = part.max === null ? gross : Math.min(part.max, gross);
  const { metric, step, weight } = best;
  return { metric, value: numberOf(verified, metric), step, weight, points, cut: gross - points };
}

type Measure = Pick<PointsPart, 'metric' | 'step' | 'weight'>;

/** All versions of a challenge's rulebook, indexed for scoring. */
export interface Rules {
  /** 0 = none published yet. */
  version: number;
  newest: Rulebook | null;
  /** Version of the newest retroactive one; 0 = none. */
  retroactive: number;
  byVersion: ReadonlyMap<number, Rulebook>;
  /** Ascending. */
  versions: readonly number[];
  /** Limits of each kind, from the newest version that has it. */
  kinds: ReadonlyMap<string, RulebookKind>;
  /** Scores of records, which are replaced and never changed. */
  scores: WeakMap<ActionRecord, ActionScore>;
}

export function rulesOf(versions: readonly RulebookVersion[]): Rules {
  const kinds = new Map<string, RulebookKind>();
  for (const { rules } of versions) {
    for (const [code, kind] of Object.entries(rules.kinds)) kinds.set(code, kind);
  }
  const newest = versions.at(-1);
  return {
    version: newest?.version ?? 0,
    newest: newest?.rules ?? null,
    retroactive: versions.findLast((version) => version.retroactive)?.version ?? 0,
    versions: versions.map(({ version }) => version),
    byVersion: new Map(versions.map(({ version, rules }) => [version, rules])),
    kinds,
    scores: new WeakMap(),
  };
}

const numberOf = (verified: Verified, metric: string) => ownValue(verified, metric) ?? 0;
/** Saturates: ten parts without a maximum may exceed the safe integers. */
const plus = (a: number, b: number) => Math.min(a + b, Number.MAX_SAFE_INTEGER);
/** Orders texts by code unit. */
export const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
