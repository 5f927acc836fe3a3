import type { Rulebook, RulebookKind } from '../../src/events/rulebook.js';
import type { Verified } from '../../src/events/values.js';
import { tableOf, tallyOf } from './ranking.js';
import { type ActionScore, byCode, rulesOf, scoreAction, scoreCollege, type Rules, type Tally } from './scoring.js';
import type { Audience } from './standings.contract.js';
import { type StandingsState, viewOf } from './standings.state.js';

/** How much a college has used of the limits over several actions. */
export interface LimitsUsed {
  /** Every kind of the challenge, with its limits and the points of its scored actions. */
  kinds: {
    kind: string;
    perDay: number;
    seasonCap: number | null;
    /** Before season and share caps. */
    sum: number;
    /** One of its approved actions has points above its base. */
    variable: boolean;
  }[];
  /** Approved actions with points: those of one kind and day together, the most points first. */
  days: { kind: string; doneOn: string; points: number[] }[];
}

/** A claim, as if its numbers were verified. Integers in the smallest unit. */
export interface PreviewedClaim {
  kind: string;
  doneOn: string;
  submittedOn: string;
  numbers: Verified;
}

export interface PointsPreview extends Pick<ActionScore, 'late' | 'base' | 'parts' | 'capCut' | 'points'> {
  /** Scored actions of the kind and day before, and at most; `cut` = points that other actions of the day take. */
  day: { used: number; limit: number; cut: number };
  /** Null = the kind has no season cap; `cut` = points that it takes. */
  season: { used: number; cap: number; cut: number } | null;
  /** `limit` = the most that one kind brings then; `cut` = points of this kind that it takes. */
  share: { limit: number; cut: number };
  /** Points of other kinds that the share cap takes no more. */
  otherKinds: number;
  /** Points for a new kind. */
  diversity: number;
  /** Change of the college's points: points − all cuts + other kinds + diversity. */
  change: number;
}

/**
 * The points of a claim when it is approved with its numbers and nothing else changes. `rules` are the newest; `own` those of the
 * submission, for a claim that is revised. Pure and without I/O, so the browser computes it offline.
 */
export function previewPoints(
  rules: Rulebook,
  claim: PreviewedClaim,
  used: LimitsUsed,
  own: Rulebook = rules,
): PointsPreview {
  const built = rulesWith(used, rules, own);
  const { late, base, parts, capCut, points } = scoreAction(recordOf(claim), built);
  const { kind, doneOn } = claim;
  const limit = built.kinds.get(kind)?.perDay ?? 0;
  const others = used.days.find((day) => day.kind === kind && day.doneOn === doneOn)?.points ?? [];
  const scored = (all: readonly number[]) => sumOf(all.toSorted((a, b) => b - a).slice(0, limit));
  const adds = points === 0 ? 0 : scored([...others, points]) - scored(others);
  const before = tallyOfUsed(used);
  const after = { ...before, sums: new Map(before.sums), variable: new Map(before.variable) };
  if (adds > 0) after.sums.set(kind, adds + (before.sums.get(kind) ?? 0));
  if (points > base) after.variable.set(kind, 1);
  const [was, is] = [scoreCollege([], before, built), scoreCollege([], after, built)];
  const [ofKind, now] = [was, is].map(({ kinds }) => kinds.find((one) => one.kind === kind) ?? NOTHING);
  const ofOthers = ({ kinds }: typeof was) => sumOf(kinds.map((one) => (one.kind === kind ? 0 : one.counts)));
  const cap = built.kinds.get(kind)?.seasonCap ?? null;
  const cut = { season: now!.seasonCapCut - ofKind!.seasonCapCut, share: now!.shareCapCut - ofKind!.shareCapCut };
  const whole = sumOf(is.kinds.map(({ sum, seasonCapCut }) => sum - seasonCapCut));
  return {
    ...{ late, base, parts, capCut, points },
    day: { used: Math.min(others.length, limit), limit, cut: points - adds },
    season: cap === null ? null : { used: ofKind!.sum - ofKind!.seasonCapCut, cap, cut: cut.season },
    share: { limit: shareLimit(rules, whole), cut: cut.share },
    otherKinds: ofOthers(is) - ofOthers(was),
    diversity: is.diversity.points - was.diversity.points,
    change: is.points - was.points,
  };
}

/** The limits of a college in use, as an audience may see them. Null = not on the board. */
export function limitsUsedBy(state: StandingsState, audience: Audience, collegeId: string): LimitsUsed | null {
  const view = viewOf(state, audience);
  const { colleges, rules } = tableOf(view);
  if (!colleges.has(collegeId)) return null;
  const tally = tallyOf(view, collegeId);
  const kinds = [...rules.kinds].map(([kind, { perDay, seasonCap }]) => ({
    ...{ kind, perDay, seasonCap },
    sum: tally.sums.get(kind) ?? 0,
    variable: tally.variable.has(kind),
  }));
  return { kinds: kinds.sort((a, b) => byCode(a.kind, b.kind)), days: tally.days() };
}

const NOTHING = { sum: 0, seasonCapCut: 0, shareCapCut: 0, counts: 0 };
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);
const shareLimit = ({ shareCap: { percent, from } }: Rulebook, sum: number) =>
  Math.max(from, Math.floor((percent * sum) / 100));

/** Limits come from the newest version that has a kind, which the college's answer knows. */
function rulesWith({ kinds }: LimitsUsed, rules: Rulebook, own: Rulebook): Rules {
  const versions = [own, rules].map((one, at) => ({ version: at + 1, rules: one, retroactive: false }));
  const built = rulesOf(versions);
  const limits = new Map<string, RulebookKind>(built.kinds);
  for (const { kind, perDay, seasonCap } of kinds)
    limits.set(kind, { base: 0, cap: 0, parts: [], ...built.kinds.get(kind), perDay, seasonCap });
  return { ...built, kinds: limits };
}

const tallyOfUsed = ({ kinds }: LimitsUsed): Pick<Tally, 'sums' | 'variable' | 'actions' | 'participants'> => ({
  sums: new Map(kinds.filter(({ sum }) => sum > 0).map(({ kind, sum }) => [kind, sum])),
  variable: new Map(kinds.filter(({ variable }) => variable).map(({ kind }) => [kind, 1])),
  actions: 0,
  participants: 0,
});

const recordOf = ({ kind, doneOn, submittedOn, numbers: verified }: PreviewedClaim) => ({
  ...{ kind, doneOn, submittedOn, verified, rulebookVersion: 1 },
  ...{ revision: 0, status: 'approved' as const, endorsed: false, disputed: false, disputable: false },
  ...{ evidence: [], decision: null },
});
