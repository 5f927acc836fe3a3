import { daysBetween } from '../../events/day.js';
import type { Rulebook, RulebookKind, RulebookPart } from '../../events/rulebook.js';
import { defaultRulebook } from '../default-rulebooks/default-rulebook.js';
import type { ApprovedAction } from './standings-previews.js';

/** Code of a message, and its figures. */
export interface RulebookWarning {
  code: string;
  params: Readonly<Record<string, string | number>>;
}

/** A slip of grams for kilograms is 1,000 times off; steps that differ less may be meant. */
const TIMES_OFF = 500;
const WEEK_DAYS = 7;

type Measure = { metric: string; step: number; weight: number };
const measuresOf = (part: RulebookPart): Measure[] => ('oneOf' in part ? part.oneOf : [part]);

const SHIPPED = (['amal', 'green'] as const).flatMap((track) =>
  Object.entries(defaultRulebook(track).kinds).flatMap(([kind, { parts }]) =>
    parts.flatMap(measuresOf).map(({ metric, step }) => ({ kind, metric, value: step })),
  ),
);

/** Numbers of a rulebook that are probably not meant. */
export function slipsInRules(
  rules: Rulebook,
  { opensOn, closesOn }: { opensOn: string; closesOn: string },
  approved: readonly ApprovedAction[],
): RulebookWarning[] {
  const days = daysBetween(opensOn, closesOn) + 1;
  const kinds = Object.entries(rules.kinds);
  return [
    ...kinds.flatMap(([code, kind]) => slipsInKind(code, kind, rules)),
    ...kinds.flatMap(([code, { parts }]) =>
      parts.flatMap(measuresOf).flatMap((one) => slipInStep(code, one, approved)),
    ),
    ...slipsInShareCap(rules, days),
    ...slipInDiversity(rules, Math.ceil(days / WEEK_DAYS)),
  ];
}

function slipsInKind(kind: string, rule: RulebookKind, { diversity }: Rulebook): RulebookWarning[] {
  const { base, cap, seasonCap } = rule;
  const most = mostOfAction(rule);
  const found: RulebookWarning[] = [];
  if (cap < base) found.push({ code: 'CAP_BELOW_BASE', params: { kind, cap, base } });
  if (seasonCap !== null && seasonCap < most)
    found.push({ code: 'SEASON_CAP_BELOW_ACTION', params: { kind, seasonCap, most } });
  if (diversity.variableOnly && diversity.points * diversity.kinds > 0 && most <= base)
    found.push({ code: 'KIND_WITHOUT_VARIABLE_PART', params: { kind, base } });
  return found;
}

/** The most points that one action may bring. */
function mostOfAction({ base, cap, parts }: RulebookKind): number {
  const most = parts.map((part) => (measuresOf(part).some(({ weight }) => weight > 0) ? (part.max ?? Infinity) : 0));
  return Math.min(
    cap,
    most.reduce((sum, one) => sum + one, base),
  );
}

/**
 * A step far from the numbers of approved actions of the kind, or from the shipped steps of the metric. Other kinds report other
 * sizes, so they are asked about a metric that is not shipped only.
 */
function slipInStep(kind: string, { metric, step }: Measure, approved: readonly ApprovedAction[]): RulebookWarning[] {
  const shipped = usualOf(
    kind,
    SHIPPED.filter((one) => one.metric === metric),
  );
  const reports = reportsOf(metric, approved);
  const confirmed = usualOf(kind, shipped === null ? reports : reports.filter((one) => one.kind === kind));
  if (confirmed === null && shipped === null) return [{ code: 'METRIC_UNFAMILIAR', params: { metric, kind } }];
  for (const [code, usual] of [
    ['STEP_UNLIKE_REPORTS', confirmed],
    ['STEP_UNLIKE_SHIPPED', shipped],
  ] as const) {
    const times = usual === null ? 1 : Math.floor(Math.max(step / usual, usual / step));
    if (usual !== null && times >= TIMES_OFF) return [{ code, params: { kind, metric, step, usual, times } }];
  }
  return [];
}

interface Value {
  kind: string;
  value: number;
}

function reportsOf(metric: string, approved: readonly ApprovedAction[]): Value[] {
  return approved.flatMap(({ kind, verified }) => {
    const value = Object.hasOwn(verified, metric) ? verified[metric]! : 0;
    return value > 0 ? [{ kind, value }] : [];
  });
}

/** The median of the values of the kind, else of all kinds; null = there is none. */
function usualOf(kind: string, values: readonly Value[]): number | null {
  const own = values.filter((one) => one.kind === kind);
  const sorted = (own.length > 0 ? own : values).map(({ value }) => value).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null;
}

function slipsInShareCap({ kinds, shareCap }: Rulebook, days: number): RulebookWarning[] {
  const mosts = Object.values(kinds).map((kind) => limited(kind, mostOfAction(kind) * kind.perDay * days));
  const { percent, from } = shareCap;
  const most = Math.max(...mosts, 0);
  const all = mosts.reduce((sum, one) => sum + one, 0);
  if (all > 0 && Math.max(from, Math.floor((percent * all) / 100)) === 0)
    return [{ code: 'SHARE_CAP_CUTS_ALL', params: { percent, from } }];
  const isReachable = percent < 100 && from < most;
  return isReachable ? [] : [{ code: 'SHARE_CAP_UNREACHABLE', params: { percent, from, most } }];
}

/** The usual season: one full action of each kind a week. */
function slipInDiversity({ kinds, diversity }: Rulebook, weeks: number): RulebookWarning[] {
  const all = Object.values(kinds);
  const season = all.reduce((sum, kind) => sum + limited(kind, mostOfAction(kind) * weeks), 0);
  const bonus = diversity.points * Math.min(diversity.kinds, all.length);
  return bonus > season ? [{ code: 'DIVERSITY_BEYOND_POINTS', params: { bonus, season } }] : [];
}

const limited = ({ seasonCap }: RulebookKind, points: number): number => Math.min(points, seasonCap ?? points);
