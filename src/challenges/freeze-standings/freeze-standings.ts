import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { type ChallengeState, requireChallenge, requireRunning } from '../challenge.js';

export class FreezeStandings extends Command<{ position: string | null; challengeId: string }> {
  constructor(
    readonly input: { challengeId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function freezeStandings({ challengeId }: { challengeId: string }, state: ChallengeState): ChallengeEvent[] {
  if (requireChallenge(state).frozen) return [];
  requireRunning(state);
  return [{ type: 'StandingsFrozen', data: { challengeId } }];
}
