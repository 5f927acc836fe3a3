import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { RulebookChange } from '../preview-rulebook/rulebook-change.js';
import { WithdrawRulebook, withdrawRulebook } from './withdraw-rulebook.js';

@CommandHandler(WithdrawRulebook)
export class WithdrawRulebookHandler implements ICommandHandler<WithdrawRulebook> {
  constructor(private readonly change: RulebookChange) {}

  async execute({ input, context }: WithdrawRulebook) {
    const { challengeId, version, dryRun } = input;
    const rule = (before: Parameters<typeof withdrawRulebook>[1]) => withdrawRulebook(input, before);
    const { changed } = await this.change.run({ challengeId, withdrawn: version, dryRun }, rule, context);
    return changed;
  }
}
