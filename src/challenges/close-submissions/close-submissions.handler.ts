import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { CloseSubmissions, closeSubmissions } from './close-submissions.js';

@CommandHandler(CloseSubmissions)
export class CloseSubmissionsHandler implements ICommandHandler<CloseSubmissions> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: CloseSubmissions) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => closeSubmissions(input, state),
      context,
    );
    return { position, challengeId };
  }
}
