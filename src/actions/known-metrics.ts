import type { Rulebook } from '../events/rulebook.js';
import { DomainError } from '../event-store/domain-error.js';

/** The tie chain counts participants whatever the kind. */
const ALWAYS = 'participants';

/** Metrics that change the points of a kind; null = the rules do not have the kind. */
export function scoringMetrics(kind: string, rules: Rulebook): string[] | null {
  const found = Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind] : undefined;
  return found?.parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]).map(({ metric }) => metric)) ?? null;
}

/** Metrics that a kind uses; null = the rules do not have the kind. */
export function metricsOf(kind: string, rules: Rulebook): ReadonlySet<string> | null {
  const scoring = scoringMetrics(kind, rules);
  return scoring && new Set([ALWAYS, ...scoring]);
}

/**
 * Throws invalid METRIC_UNKNOWN with a metric that no kind of any version uses. Metrics of other kinds pass: a planting may fill
 * bags too, and totals count them.
 */
export function requireKnownMetrics(
  numbers: object,
  rulebooks: readonly { rules: Rulebook }[],
  field: 'claimed' | 'verified',
): void {
  const metrics = rulebooks.flatMap(({ rules }) =>
    Object.keys(rules.kinds).flatMap((kind) => [...metricsOf(kind, rules)!]),
  );
  const known = new Set([ALWAYS, ...metrics]);
  const stranger = Object.keys(numbers).find((metric) => !known.has(metric));
  if (stranger !== undefined)
    throw new DomainError('invalid', 'METRIC_UNKNOWN', { metric: stranger }, `${field}.${stranger}`);
}
