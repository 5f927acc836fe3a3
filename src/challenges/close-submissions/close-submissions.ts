import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { type ChallengeState, requireRunning } from '../challenge.js';

export class CloseSubmissions extends Command<{ position: string | null; challengeId: string }> {
  constructor(
    readonly input: { challengeId: string },
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function closeSubmissions({ challengeId }: { challengeId: string }, state: ChallengeState): ChallengeEvent[] {
  if (requireRunning(state).status === 'closed') return [];
  return [{ type: 'SubmissionsClosed', data: { challengeId } }];
}
