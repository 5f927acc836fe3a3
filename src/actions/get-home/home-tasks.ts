import type { ActionDocument } from '../../../projections/review-queue/review-queue.projection.js';
import { dayOf, daysAfter } from '../../events/day.js';

/** Something that waits for the college, with its last day. */
export interface HomeTask {
  what: 'question' | 'dispute';
  at: string;
  until: string | null;
  /** Vault id of the words. */
  note: string | null;
  action: ActionDocument;
}

type Decided = Pick<ActionDocument, 'status' | 'claimed' | 'verified'>;

/** True when a decision gave less than the college claimed. */
export function tookSomething({ status, claimed, verified }: Decided): boolean {
  if (status === 'rejected' || status === 'revoked') return true;
  return (
    status === 'approved' && Object.entries(claimed).some(([metric, { value }]) => (verified?.[metric] ?? 0) < value)
  );
}

/** A decision that can still be disputed; null = its days are over, or it took nothing. */
export function disputeTask(
  action: ActionDocument,
  { at, disputeDays, today }: { at: string; disputeDays: number; today: string },
): HomeTask | null {
  const until = daysAfter(dayOf(at), disputeDays);
  if (until < today || !tookSomething(action)) return null;
  const note = action.journal.findLast((entry) => entry.at === at)?.note ?? null;
  return { what: 'dispute', at, until, note, action };
}

/** The earliest last day first; those without one come last, the oldest first. */
export const byUrgency = (a: HomeTask, b: HomeTask): number =>
  compare(a.until ?? '9999', b.until ?? '9999') || compare(a.at, b.at) || compare(a.action.actionId, b.action.actionId);

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
