import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { opensAt } from '../keep-calendar/keep-calendar.js';
import { RulebookChange } from '../preview-rulebook/rulebook-change.js';
import { PublishRulebook, publishRulebook } from './publish-rulebook.js';

@CommandHandler(PublishRulebook)
export class PublishRulebookHandler implements ICommandHandler<PublishRulebook> {
  constructor(private readonly change: RulebookChange) {}

  async execute({ input, context }: PublishRulebook) {
    const { changed, state } = await this.change.run(input, (before) => publishRulebook(input, before), context);
    return { ...changed, opensAt: opensAt(state) };
  }
}
