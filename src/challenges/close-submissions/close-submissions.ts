import type { ChallengeEvent } from '../../events/challenge.events.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';

export class CloseSubmissions extends ChallengeCommand {}

export function closeSubmissions({ challengeId }: { challengeId: string }, state: ChallengeState): ChallengeEvent[] {
  if (requireRunning(state).status === 'closed') return [];
  return [{ type: 'SubmissionsClosed', data: { challengeId } }];
}
