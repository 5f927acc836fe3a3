import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import type { VaultRef } from '../../events/values.js';
import { AccountHistories } from '../account-histories.js';
import { challenge, type ChallengeState, challengeStream } from '../challenge.js';
import { AdjustPoints, adjustPoints } from './adjust-points.js';

@CommandHandler(AdjustPoints)
export class AdjustPointsHandler implements ICommandHandler<AdjustPoints> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly histories: AccountHistories,
  ) {}

  async execute({ input, note, context }: AdjustPoints) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    const { state: before } = await this.commandHandler.load(stream, challenge);
    const adjuster = await this.histories.adjuster(context.actor, input.collegeId, before);
    const rule = (state: ChallengeState, ref: VaultRef | null) =>
      adjustPoints(input, state, { ...adjuster, note: ref });
    const ref = note === null ? null : await this.keep(note, input, context, (state) => rule(state, null));
    const { position, events } = await this.commandHandler.handle(
      stream,
      challenge,
      (state) => rule(state, ref),
      context,
    );
    return { position, challengeId, adjustmentId: await this.proposed(input, events) };
  }

  private async proposed(
    { challengeId, adjustmentId }: AdjustPoints['input'],
    events: readonly ChallengeEvent[],
  ): Promise<string | null> {
    const event = events.find(({ type }) => type === 'AdjustmentProposed');
    if (event) return (event as Extract<ChallengeEvent, { type: 'AdjustmentProposed' }>).data.adjustmentId;
    const { state } = await this.commandHandler.cached(challengeStream(challengeId), challenge);
    return state.status !== 'none' && state.adjustments.get(adjustmentId)?.state === 'proposed' ? adjustmentId : null;
  }

  private async keep(
    note: string,
    { challengeId }: AdjustPoints['input'],
    context: CommandContext,
    rule: (state: ChallengeState) => ChallengeEvent[],
  ) {
    const stream = challengeStream(challengeId);
    if (!(await this.commandHandler.records(stream, challenge, rule, context))) return null;
    const place = `${stream}/adjusted/${context.idempotencyKey ?? randomUUID()}`;
    return storeText(this.vault, 'note', { text: note }, place);
  }
}
