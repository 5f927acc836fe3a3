import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';

export class UndoMerger extends ChallengeCommand<{ challengeId: string; collegeId: string; reason: string }> {}

/** Colleges that merged into this one before come back with it. Throws conflict COLLEGE_NOT_MERGED. */
export function undoMerger(
  { challengeId, collegeId: from, reason }: UndoMerger['input'],
  state: ChallengeState,
): ChallengeEvent[] {
  const merger = requireRunning(state).merged.get(from);
  if (!merger) throw new DomainError('conflict', 'COLLEGE_NOT_MERGED', { collegeId: from });
  const { collegeId: _, ...entrant } = merger.entrant;
  return [{ type: 'EntrantMergerUndone', data: { challengeId, from, into: merger.into, entrant, reason } }];
}
