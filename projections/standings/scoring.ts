import { daysBetween } from '../../src/events/day.js';
import type { RulebookPart } from '../../src/events/rulebook.js';
import type { Verified } from '../../src/events/values.js';
import type { ActionPoints } from './standings.contract.js';
import { kindUnder, versionFor, type Rules } from './rules.js';
import { entry, type ActionRecord, type College } from './standings.state.js';
import { Tally } from './tally.js';

/** What one approved action brings under its version, before every limit that looks at other actions. Points, integers. */
export interface ActionScore {
  version: number;
  late: boolean;
  base: number;
  parts: ActionPoints['parts'];
  capCut: number;
  points: number;
  /** Kind and day of doing: actions of one slot compete under `perDay`. */
  slot: string;
  /** Verified participants. */
  participants: number;
}

export interface KindScore {
  kind: string;
  /** Sum of scored actions. */
  sum: number;
  seasonCapCut: number;
  shareCapCut: number;
  counts: number;
}

export interface CollegeScore {
  points: number;
  /** Ids of the scored actions: approved, within the day's limit, above 0 points. Follows the view it was reckoned from. */
  scored: ReadonlySet<string>;
  /** Kinds with a scored action, by code. */
  kinds: KindScore[];
  diversity: { points: number; kinds: string[] };
  /** Verified participants of scored actions. */
  participants: number;
}

type Measure = Pick<ActionPoints['parts'][number], 'metric' | 'step' | 'weight'>;

const numberOf = (verified: Verified, metric: string) => entry(verified, metric) ?? 0;
/** Ten parts without a maximum may leave the safe integers; then the sum stays at the greatest of them. */
const plus = (a: number, b: number) => Math.min(a + b, Number.MAX_SAFE_INTEGER);
const byCode = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function pointsOfPart(part: RulebookPart, verified: Verified): ActionPoints['parts'][number] {
  const grossOf = ({ metric, step, weight }: Measure) => weight * Math.floor(numberOf(verified, metric) / step);
  const greatest =
    'oneOf' in part ? part.oneOf.reduce((best, next) => (grossOf(next) > grossOf(best) ? next : best)) : part;
  const gross = grossOf(greatest);
  const points = part.max === null ? gross : Math.min(part.max, gross);
  const { metric, step, weight } = greatest;
  return { metric, value: numberOf(verified, metric), step, weight, points, cut: gross - points };
}

/** Step 1: min(cap, base + parts), or min(cap, base) when it was submitted late. A kind its version does not know brings 0. */
export function scoreAction(action: ActionRecord, rules: Rules): ActionScore {
  const version = versionFor(action.rulebookVersion, rules);
  const under = kindUnder(version, action.kind, rules);
  const slot = `${action.doneOn} ${action.kind}`;
  const participants = numberOf(action.verified ?? {}, 'participants');
  if (!under) return { version, late: false, base: 0, parts: [], capCut: 0, points: 0, slot, participants };
  const { kind, lateAfterDays } = under;
  const late = daysBetween(action.doneOn, action.submittedOn) > lateAfterDays;
  const parts = late ? [] : kind.parts.map((part) => pointsOfPart(part, action.verified ?? {}));
  const gross = parts.reduce((sum, part) => plus(sum, part.points), kind.base);
  const points = Math.min(kind.cap, gross);
  return { version, late, base: kind.base, parts, capCut: gross - points, points, slot, participants };
}

/** Steps 3 and 4: season cap of each kind, then its share of the sum of all kinds. */
function capKinds(sums: ReadonlyMap<string, number>, rules: Rules): KindScore[] {
  const seasons = [...sums].map(([kind, sum]) => ({
    kind,
    sum,
    season: Math.min(sum, rules.kinds.get(kind)?.seasonCap ?? sum),
  }));
  const all = seasons.reduce((total, { season }) => total + season, 0);
  const share = rules.newest?.shareCap ?? { percent: 100, from: 0 };
  const most = Math.max(share.from, Math.floor((share.percent * all) / 100));
  return seasons
    .map(({ kind, sum, season }) => {
      const counts = Math.min(season, most);
      return { kind, sum, seasonCapCut: sum - season, shareCapCut: season - counts, counts };
    })
    .sort((a, b) => byCode(a.kind, b.kind));
}

/**
 * Points of one college: integers only, no clock, and the same whatever order the actions were approved in.
 * `tally` is step 2, and may have been carried on from change to change. The steps by example: docs/rulebook.md.
 */
export function scoreCollege(
  college: College,
  rules: Rules,
  tally = new Tally(rules, (action) => scoreAction(action, rules)).with(college),
): CollegeScore {
  const kinds = capKinds(tally.sums, rules);
  const bonus = rules.newest?.diversity ?? { points: 0, kinds: 0 };
  const rewarded = kinds.slice(0, bonus.kinds).map(({ kind }) => kind);
  const diversity = { points: bonus.points * rewarded.length, kinds: bonus.points > 0 ? rewarded : [] };
  const adjusted = college.adjustments.reduce((sum, { points }) => sum + points, 0);
  const points = kinds.reduce((sum, { counts }) => sum + counts, 0) + diversity.points + adjusted;
  return { points, scored: tally.scored, kinds, diversity, participants: tally.participants };
}
