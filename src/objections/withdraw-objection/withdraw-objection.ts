import { type ChallengeState, requireOpened } from '../../challenges/index.js';
import type { ObjectionEvent } from '../../events/objection.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type Actor, isRaiser, ObjectionCommand, type ObjectionState, refOf, requireRaised } from '../objection.js';

export class WithdrawObjection extends ObjectionCommand {}

/** The decision is not objected to again. A college learns of no objection that is not its own. */
export function withdrawObjection(by: Actor, state: ObjectionState, challenge: ChallengeState): ObjectionEvent[] {
  const raised = requireRaised(state);
  if (!isRaiser(raised, by, challenge)) {
    if (by.role === 'auditor') throw new DomainError('forbidden', 'NOT_YOUR_OBJECTION');
    throw new DomainError('not-found', 'OBJECTION_UNKNOWN');
  }
  const { status } = raised;
  if (status === 'withdrawn') return [];
  if (status !== 'open') throw new DomainError('conflict', 'OBJECTION_SETTLED');
  requireOpened(challenge);
  return [{ type: 'ObjectionWithdrawn', data: refOf(raised) }];
}
