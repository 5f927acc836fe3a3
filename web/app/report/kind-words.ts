import type { Rulebook, RulebookKind, RulebookPart } from '../../../src/events/rulebook.js';
import { eachWords, type LocaleMetrics } from '../../shared/metric-words.js';

/** Says a phrase of the report form. */
type Say = (
  word: 'pointsOf' | 'eachStep' | 'or' | 'atMost' | 'perDay' | 'perSeason',
  values?: Record<string, string | number>,
) => string;

/** Points of a kind in words: «10 ұпай + әр отбасына 2 ұпай; ең көбі 50». */
export function bringsWords({ base, cap, parts, seasonCap }: RulebookKind, metrics: LocaleMetrics, say: Say): string {
  const sum = [...(base > 0 || parts.length === 0 ? [say('pointsOf', { n: base })] : []), ...parts.map(partWords)];
  const limits = [say('atMost', { n: cap }), ...(seasonCap === null ? [] : [say('perSeason', { n: seasonCap })])];
  return `${sum.join(' + ')}; ${limits.join('; ')}`;

  function partWords(part: RulebookPart): string {
    const each = measuresOf(part)
      .map(({ metric, step, weight }) => say('eachStep', { each: eachWords(metrics, metric, step), n: weight }))
      .join(` ${say('or')} `);
    return part.max === null ? each : `${each} (${say('atMost', { n: part.max })})`;
  }
}

const measuresOf = (part: RulebookPart) => ('oneOf' in part ? part.oneOf : [part]);

/** The tie chain counts participants whatever the kind, so every report asks for them, last. */
const ALWAYS = 'participants';

/** Numbers that change the points of a kind, in the rulebook's order. */
export const scoringMetricsOf = ({ parts }: RulebookKind): string[] => [
  ...new Set(parts.flatMap(measuresOf).map(({ metric }) => metric)),
];

/** Numbers that the form asks for. */
export const metricsOfKind = (kind: RulebookKind): string[] => [
  ...scoringMetricsOf(kind).filter((metric) => metric !== ALWAYS),
  ALWAYS,
];

/** Numbers of other kinds of the challenge; a planting may fill bags too. */
export function otherMetrics({ kinds }: Rulebook, kind: RulebookKind): string[] {
  const own = new Set(metricsOfKind(kind));
  return [...new Set(Object.values(kinds).flatMap(scoringMetricsOf))].filter((metric) => !own.has(metric));
}
