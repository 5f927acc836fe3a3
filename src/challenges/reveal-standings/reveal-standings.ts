import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { type ChallengeState, requireChallenge } from '../challenge.js';

export class RevealStandings extends Command<{ position: string | null; challengeId: string }> {
  constructor(
    readonly input: { challengeId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The ceremony may come before or after the final. */
export function revealStandings({ challengeId }: { challengeId: string }, state: ChallengeState): ChallengeEvent[] {
  const challenge = requireChallenge(state);
  if (challenge.status === 'announced')
    throw new DomainError('conflict', 'CHALLENGE_NOT_OPEN_YET', { opensOn: challenge.opensOn });
  return challenge.frozen ? [{ type: 'StandingsRevealed', data: { challengeId } }] : [];
}
