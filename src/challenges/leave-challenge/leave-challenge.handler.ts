import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { LeaveChallenge, leaveChallenge } from './leave-challenge.js';

@CommandHandler(LeaveChallenge)
export class LeaveChallengeHandler implements ICommandHandler<LeaveChallenge> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: LeaveChallenge) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => leaveChallenge(input, state),
      context,
    );
    return { position, challengeId };
  }
}
