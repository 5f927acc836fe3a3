import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { challenge, challengeStream } from '../../challenges/index.js';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { DomainError } from '../../event-store/domain-error.js';
import { Vault } from '../../vault/vault.js';
import { action, actionStream, type FiledAction, type Whose } from '../action.js';
import type { ClaimInput } from '../claim.js';
import { keepClaim, saysTheSame } from '../keep-claim.js';
import { SubmitAction, submitAction } from './submit-action.js';

@CommandHandler(SubmitAction)
export class SubmitActionHandler implements ICommandHandler<SubmitAction> {
  constructor(
    private readonly runner: DeciderRunner,
    private readonly vault: Vault,
    private readonly clock: Clock,
  ) {}

  async execute(command: SubmitAction) {
    try {
      return await this.submit(command);
    } catch (refusal) {
      // A twin of this request may have been stored between the look and the append: look again, once.
      if (!(refusal instanceof DomainError && refusal.code === 'ACTION_EXISTS')) throw refusal;
      return this.submit(command);
    }
  }

  private async submit({ whose, claim: input, by, context }: SubmitAction) {
    const { actionId, challengeId } = whose;
    const stream = actionStream(actionId);
    const { state: stored } = await this.runner.load(stream, action);
    const { state: of } = await this.runner.load(challengeStream(challengeId), challenge);
    const same = stored.status !== 'none' && (await this.isRepeat(whose, input, stored));
    const facts = { challenge: of, today: dayOf(this.clock.now()), saysTheSame: same };
    // The rule is asked before the words are kept: what is refused leaves nothing behind. Under a key an unfinished twin may have to be finished.
    if (!context.idempotencyKey) submitAction(whose, { ...input, evidence: [], details: null }, by, stored, facts);
    const claim = stored.status === 'none' ? await keepClaim(this.vault, input, `${stream}/submitted`) : stored.first;
    const { position, events } = await this.runner.run(
      stream,
      action,
      (state) => submitAction(whose, claim, by, state, facts),
      context,
    );
    return { position, actionId, created: events.length > 0 };
  }

  private async isRepeat(whose: Whose, input: ClaimInput, stored: FiledAction): Promise<boolean> {
    const { challengeId, collegeId } = stored.whose;
    return (
      challengeId === whose.challengeId &&
      collegeId === whose.collegeId &&
      (await saysTheSame(this.vault, input, stored.first))
    );
  }
}
