import { DomainError } from '../../event-store/domain-error.js';
import type { AccountEvent } from '../../events/account.events.js';
import { type Account, AccountCommand, type ConfirmerFacts, requireOpen } from '../account.js';

/** Confirms that a reviewer or an organiser belongs to no college. */
export class ConfirmNoCollege extends AccountCommand {}

/**
 * Another organiser than the one who gave the role, and one who is confirmed. Where there is no such organiser, any may do it, and
 * the event says so. Throws forbidden OTHER_ORGANISER_CONFIRMS.
 */
export function confirmNoCollege(by: string, account: Account, facts: ConfirmerFacts): AccountEvent[] {
  const { id: accountId, unconfirmed } = requireOpen(account);
  if (!unconfirmed) return [];
  const isOther = by !== unconfirmed.by && facts.byConfirmed;
  if (!isOther && facts.confirmers > 0) throw new DomainError('forbidden', 'OTHER_ORGANISER_CONFIRMS');
  return [{ type: 'NoCollegeConfirmed', data: { accountId, alone: !isOther } }];
}
