import type { Rulebook } from '../events/rulebook.js';
import type { Verified } from '../events/values.js';
import { DomainError } from '../event-store/domain-error.js';

/** The tie chain counts participants whatever the kind. */
const ALWAYS = 'participants';

/** Names of the numbers a kind reckons with; null = the rules do not have the kind. */
export function metricsOf(kind: string, rules: Rulebook): ReadonlySet<string> | null {
  const found = Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind] : undefined;
  if (!found) return null;
  const measures = found.parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]));
  return new Set([ALWAYS, ...measures.map(({ metric }) => metric)]);
}

/** Throws invalid METRIC_UNKNOWN, naming the number. */
export function knownMetrics(
  numbers: object,
  kind: string,
  rules: Rulebook | null,
  field: 'claimed' | 'verified',
): void {
  const known = rules && metricsOf(kind, rules);
  // A kind that later rules dropped still takes its numbers: they bring nothing, but refusing them would leave the action undecided.
  if (!known) return;
  const stranger = Object.keys(numbers).find((metric) => !known.has(metric));
  if (stranger !== undefined)
    throw new DomainError('invalid', 'METRIC_UNKNOWN', { metric: stranger, kind }, `${field}.${stranger}`);
}

export function sameNumbers(a: Verified | null, b: Verified | null): boolean {
  if (!a || !b) return a === b;
  const metrics = Object.keys(a);
  return (
    metrics.length === Object.keys(b).length &&
    metrics.every((metric) => Object.hasOwn(b, metric) && a[metric] === b[metric])
  );
}
