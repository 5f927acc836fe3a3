import type { Rulebook } from '../events/rulebook.js';
import type { Verified } from '../events/values.js';
import { DomainError } from '../event-store/domain-error.js';

/** The tie chain counts participants whatever the kind. */
const ALWAYS = 'participants';

/** Metrics that a kind uses; null = the rules do not have the kind. */
export function metricsOf(kind: string, rules: Rulebook): ReadonlySet<string> | null {
  const found = Object.hasOwn(rules.kinds, kind) ? rules.kinds[kind] : undefined;
  if (!found) return null;
  const measures = found.parts.flatMap((part) => ('oneOf' in part ? part.oneOf : [part]));
  return new Set([ALWAYS, ...measures.map(({ metric }) => metric)]);
}

type Rulebooks = readonly { rules: Rulebook }[];

/** Cached by list: a challenge's list of rulebooks is replaced only by a publication. */
const metricsOfLists = new WeakMap<Rulebooks, ReadonlySet<string>>();

function metricsOfAll(rulebooks: Rulebooks): ReadonlySet<string> {
  const known = metricsOfLists.get(rulebooks);
  if (known) return known;
  const metrics = new Set(
    rulebooks.flatMap(({ rules }) => Object.keys(rules.kinds).flatMap((kind) => [...metricsOf(kind, rules)!])),
  );
  metricsOfLists.set(rulebooks, metrics);
  return metrics;
}

/**
 * Throws invalid METRIC_UNKNOWN with a metric that no kind of any version uses. Metrics of other kinds pass: a planting may fill
 * bags too, and totals count them.
 */
export function requireKnownMetrics(numbers: object, rulebooks: Rulebooks, field: 'claimed' | 'verified'): void {
  const known = metricsOfAll(rulebooks);
  const stranger = Object.keys(numbers).find((metric) => metric !== ALWAYS && !known.has(metric));
  if (stranger !== undefined)
    throw new DomainError('invalid', 'METRIC_UNKNOWN', { metric: stranger }, `${field}.${stranger}`);
}

export function sameMetrics(a: Verified | null, b: Verified | null): boolean {
  if (!a || !b) return a === b;
  const metrics = Object.keys(a);
  return (
    metrics.length === Object.keys(b).length &&
    metrics.every((metric) => Object.hasOwn(b, metric) && a[metric] === b[metric])
  );
}
