import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { challenge, challengeStream } from '../challenge.js';
import { PublishRulebook, publishRulebook } from './publish-rulebook.js';

@CommandHandler(PublishRulebook)
export class PublishRulebookHandler implements ICommandHandler<PublishRulebook> {
  constructor(private readonly runner: DeciderRunner) {}

  async execute({ input, context }: PublishRulebook) {
    const { challengeId } = input;
    const { position } = await this.runner.run(
      challengeStream(challengeId),
      challenge,
      (state) => publishRulebook(input, state),
      context,
    );
    return { position, challengeId };
  }
}
