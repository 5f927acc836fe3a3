import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Clock } from '../../config/clock.js';
import { dayOf } from '../../events/day.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { RuleLock } from '../../event-store/rule-lock.repository.js';
import { isStored, PENDING_REF, storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { objection, type ObjectionState, objectionStream } from '../objection.js';
import { ObjectionFacts } from '../objection-facts.js';
import { RaiseObjection, raiseObjection } from './raise-objection.js';

@CommandHandler(RaiseObjection)
export class RaiseObjectionHandler implements ICommandHandler<RaiseObjection> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly clock: Clock,
    private readonly lock: RuleLock,
    private readonly facts: ObjectionFacts,
  ) {}

  /** One at a time in a challenge, because the limits count several streams. */
  execute(command: RaiseObjection) {
    return this.lock.run(`objections ${command.input.challengeId}`, () => this.raise(command));
  }

  private async raise({ input, by, context, note }: RaiseObjection) {
    const { objectionId } = input;
    const stream = objectionStream(objectionId);
    const text = { text: note ?? '' };
    const { state } = await this.commandHandler.load(stream, objection);
    const isSameText = state.status === 'none' || (await isStored(this.vault, state.note.id, text));
    const facts = { ...(await this.facts.forRaising(input)), today: dayOf(this.clock.now()), isSameText };
    await this.commandHandler.dryRun(stream, context, () => raiseObjection(input, by, state, facts, PENDING_REF));
    const ref = state.status === 'none' ? await storeText(this.vault, 'note', text, `${stream}/raised`) : state.note;
    const rule = (now: ObjectionState) => raiseObjection(input, by, now, facts, ref);
    const { position, events } = await this.commandHandler.handle(stream, objection, rule, context);
    return { position, objectionId, created: events.length > 0 };
  }
}
