import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { challenge, challengeStream } from '../challenge.js';
import { opensAt } from '../keep-calendar/keep-calendar.js';
import { PublishRulebook, publishRulebook } from './publish-rulebook.js';

@CommandHandler(PublishRulebook)
export class PublishRulebookHandler implements ICommandHandler<PublishRulebook> {
  constructor(private readonly commandHandler: DeciderCommandHandler) {}

  async execute({ input, context }: PublishRulebook) {
    const { challengeId } = input;
    const { position } = await this.commandHandler.handle(
      challengeStream(challengeId),
      challenge,
      (state) => publishRulebook(input, state),
      context,
    );
    const { state } = await this.commandHandler.cached(challengeStream(challengeId), challenge);
    return { position, challengeId, opensAt: opensAt(state) };
  }
}
