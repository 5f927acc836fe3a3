import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireRunning } from '../challenge.js';
import { entrantIn } from '../entrant.js';

type Merging = Extract<ChallengeEvent, { type: 'EntrantMerged' }>['data'];

export class MergeEntrants extends ChallengeCommand<Merging> {}

/** Both take part until then. Throws invalid MERGED_INTO_ITSELF. */
export function mergeEntrants(input: Merging, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireRunning(state);
  const { from, into } = input;
  if (from === into) throw new DomainError('invalid', 'MERGED_INTO_ITSELF', {}, 'into');
  if (challenge.merged.get(from)?.into === into) return [];
  entrantIn(challenge, from);
  entrantIn(challenge, into);
  return [{ type: 'EntrantMerged', data: { ...input } }];
}
