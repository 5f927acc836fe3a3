import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { CloseSubmissions, closeSubmissions } from './close-submissions.js';

@CommandHandler(CloseSubmissions)
export class CloseSubmissionsHandler implements ICommandHandler<CloseSubmissions> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: CloseSubmissions) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => closeSubmissions(input, state),
      context,
    );
    return { position, challengeId };
  }
}
