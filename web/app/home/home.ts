import type { components } from '../api/schema.d.ts';

export type Home = components['schemas']['Home'];
export type ChallengeShown = Home['challenges'][number];
export type Need = Home['needs']['items'][number];
type Line = Home['decided'][number];

/** Days before its end in which a chance to dispute is worth a line. */
const SOON_DAYS = 2;
const DAY_MS = 86_400_000;

/** The needs that the page shows: every question, and chances to dispute that are about to end. */
export function urgentNeeds({ needs, today }: Pick<Home, 'needs' | 'today'>): { questions: Need[]; disputes: Need[] } {
  const soon = new Date(Date.parse(today) + SOON_DAYS * DAY_MS).toISOString().slice(0, 10);
  return {
    questions: needs.items.filter(({ what }) => what === 'question'),
    disputes: needs.items.filter(({ what, until }) => what === 'dispute' && until !== null && until <= soon),
  };
}

/** False before the first action of the college. */
export const hasActions = ({ needs, waiting, decided }: Pick<Home, 'needs' | 'waiting' | 'decided'>): boolean =>
  needs.total + waiting.count + decided.length > 0;

/** The first number that a reviewer verified otherwise than it was claimed; null = none, or the action is not approved. */
export function verifiedInstead({
  claimed,
  verified,
}: Pick<Line, 'claimed' | 'verified'>): { metric: string; claimed: number; verified: number } | null {
  const found = Object.entries(verified ?? {}).find(([metric, value]) => {
    const claim = claimed[metric];
    return claim !== undefined && claim.value !== value;
  });
  return found ? { metric: found[0], claimed: claimed[found[0]]!.value, verified: found[1] } : null;
}

/** Challenges whose place or points differ from before, to be said to screen readers. */
export function changedPlaces<Shown extends Pick<ChallengeShown, 'id' | 'place'>>(
  before: readonly Shown[],
  after: readonly Shown[],
): Shown[] {
  return after.filter(({ id, place }) => {
    const old = before.find((one) => one.id === id)?.place;
    return place && old && (old.rank !== place.rank || old.points !== place.points);
  });
}
