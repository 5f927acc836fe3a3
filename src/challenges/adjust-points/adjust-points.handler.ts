import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { CommandContext } from '../../event-store/command-context.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { challenge, challengeStream } from '../challenge.js';
import { AdjustPoints, adjustPoints } from './adjust-points.js';

@CommandHandler(AdjustPoints)
export class AdjustPointsHandler implements ICommandHandler<AdjustPoints> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
  ) {}

  async execute({ input, note, context }: AdjustPoints) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    const ref = note === null ? null : await this.keep(note, input, context);
    const { position } = await this.commandHandler.handle(
      stream,
      challenge,
      (state) => adjustPoints(input, state, ref),
      context,
    );
    return { position, challengeId };
  }

  private async keep(note: string, input: AdjustPoints['input'], context: CommandContext) {
    const stream = challengeStream(input.challengeId);
    const { state } = await this.commandHandler.load(stream, challenge);
    await this.commandHandler.dryRun(stream, context, () => adjustPoints(input, state, null));
    const place = `${stream}/adjusted/${context.idempotencyKey ?? randomUUID()}`;
    return storeText(this.vault, 'note', { text: note }, place);
  }
}
