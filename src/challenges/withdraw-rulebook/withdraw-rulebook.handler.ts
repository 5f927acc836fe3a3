import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RulebookChange } from '../preview-rulebook/rulebook-change.js';
import { WithdrawRulebook, withdrawRulebook } from './withdraw-rulebook.js';

@CommandHandler(WithdrawRulebook)
export class WithdrawRulebookHandler implements ICommandHandler<WithdrawRulebook> {
  constructor(private readonly change: RulebookChange) {}

  async execute({ input, context }: WithdrawRulebook) {
    const { challengeId, version, dryRun } = input;
    const change = { challengeId, withdrawn: version, dryRun };
    const { changed } = await this.change.run(change, (before) => withdrawRulebook(input, before), context);
    return changed;
  }
}
