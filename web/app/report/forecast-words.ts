import type { PointsPreview } from '../../../projections/standings/points-preview.js';
import { onDay } from '../../shared/format.js';
import { amountOf, type LocaleMetrics } from '../../shared/metric-words.js';
import type { ReportWords } from '../words/report.kk.js';

type Say = (word: keyof ReportWords, values?: Record<string, string | number>) => string;

/** Points that the action itself adds, after every limit. */
export const countedPoints = ({ points, day, season, share }: PointsPreview): number =>
  points - day.cut - (season?.cut ?? 0) - share.cut;

export interface ForecastPart {
  points: number;
  words: string;
}

/** The sum before the cap: «8 негіз + 55 (55 тал) = 63». Parts without points are left out. */
export function partsOf({ base, parts }: PointsPreview, metrics: LocaleMetrics, say: Say): ForecastPart[] {
  const counted = parts
    .filter(({ points }) => points > 0)
    .map(({ metric, value, points }) => ({ points, words: amountOf(metrics, metric, value) }));
  return [{ points: base, words: say('base') }, ...counted];
}

/** A sentence about a limit that bites, or about points that come on top. */
export interface ForecastNote {
  look: 'limit' | 'bonus';
  words: string;
}

/** The most telling first. `isWhole` = the limits in use are known; without them a kind may only seem new. */
export function notesOf(
  preview: PointsPreview,
  { cap, doneOn, isWhole }: { cap: number; doneOn: string; isWhole: boolean },
  { locale }: LocaleMetrics,
  say: Say,
): ForecastNote[] {
  const { late, capCut, points, day, season, share, otherKinds, diversity } = preview;
  const isDayUsed = points > 0 && day.used >= day.limit;
  const limits = [
    ...(late ? [say('lateShort')] : []),
    ...(capCut > 0 ? [say('capSaid', { cap, n: capCut })] : []),
    ...(isDayUsed ? [say(day.cut < points ? 'dayBetter' : 'dayUsed', { day: onDay(doneOn, locale) })] : []),
    ...(season && season.cut > 0 ? [say('seasonCut', { cap: season.cap, n: season.cut })] : []),
    ...(share.cut > 0 ? [say('shareCut', { limit: share.limit, n: share.cut })] : []),
  ];
  const bonuses = [
    ...(isWhole && diversity > 0 ? [say('diversity', { n: diversity })] : []),
    ...(isWhole && otherKinds > 0 ? [say('otherKinds', { n: otherKinds })] : []),
  ];
  const noted = (look: ForecastNote['look']) => (words: string) => ({ look, words });
  return [...limits.map(noted('limit')), ...bonuses.map(noted('bonus'))];
}

/** The forecast in one breath, for screen readers. */
export const saidOf = (preview: PointsPreview, notes: readonly ForecastNote[], say: Say): string =>
  [say('forecastSaid', { n: countedPoints(preview) }), ...notes.map(({ words }) => words)].join(' ');
