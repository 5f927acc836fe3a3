import { randomUUID } from 'node:crypto';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderRunner } from '../../event-store/decider-runner.js';
import { keepWords } from '../../vault/keep-words.js';
import { Vault } from '../../vault/vault.js';
import { challenge, challengeStream } from '../challenge.js';
import { AdjustPoints, adjustPoints } from './adjust-points.js';

@CommandHandler(AdjustPoints)
export class AdjustPointsHandler implements ICommandHandler<AdjustPoints> {
  constructor(
    private readonly runner: DeciderRunner,
    private readonly vault: Vault,
  ) {}

  async execute({ input, note, context }: AdjustPoints) {
    const { challengeId } = input;
    const stream = challengeStream(challengeId);
    if (!context.idempotencyKey) adjustPoints(input, (await this.runner.load(stream, challenge)).state, null);
    const place = `${stream}/adjusted/${context.idempotencyKey ?? randomUUID()}`;
    const ref = note === null ? null : await keepWords(this.vault, 'note', { text: note }, place);
    const { position } = await this.runner.run(stream, challenge, (state) => adjustPoints(input, state, ref), context);
    return { position, challengeId };
  }
}
