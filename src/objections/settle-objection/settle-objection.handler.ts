import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { PENDING_REF, storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { objection, objectionStream, requireRaised } from '../objection.js';
import { ObjectionFacts } from '../objection-facts.js';
import { mendersOf, SettleObjection, settleObjection } from './settle-objection.js';

@CommandHandler(SettleObjection)
export class SettleObjectionHandler implements ICommandHandler<SettleObjection> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly facts: ObjectionFacts,
  ) {}

  async execute({ input, by, context, note }: SettleObjection) {
    const { objectionId, outcome } = input;
    const stream = objectionStream(objectionId);
    const { state } = await this.commandHandler.load(stream, objection);
    const raised = requireRaised(state);
    const facts = await this.facts.forSettling(raised, by);
    const decided = await this.commandHandler.dryRun(stream, context, () =>
      settleObjection(input, by, state, facts, PENDING_REF),
    );
    const isNew = decided?.length !== 0;
    const ref = note && isNew ? await storeText(this.vault, 'note', { text: note }, `${stream}/settled`) : null;
    const { position } = await this.commandHandler.handle(
      stream,
      objection,
      (now) => settleObjection(input, by, now, facts, ref),
      context,
    );
    return {
      position,
      objectionId,
      mend: outcome === 'upheld' ? mendersOf(raised.target, raised.challengeId, facts.isProposal) : [],
    };
  }
}
