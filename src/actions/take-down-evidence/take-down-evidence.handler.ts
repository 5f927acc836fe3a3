import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { challenge, challengeStream } from '../../challenges/index.js';
import { ActionFiles } from '../../evidence/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { ErasureList } from '../../vault/erasure-list.js';
import { Vault } from '../../vault/vault.js';
import { action, actionStream } from '../action.js';
import { TakeDownEvidence, takeDownEvidence } from './take-down-evidence.js';

@CommandHandler(TakeDownEvidence)
export class TakeDownEvidenceHandler implements ICommandHandler<TakeDownEvidence> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly erasures: ErasureList,
    private readonly files: ActionFiles,
  ) {}

  /** Erases again when asked again: the first time may have been cut short after the event. */
  async execute({ input, by, context }: TakeDownEvidence) {
    const { actionId, evidenceId } = input;
    const { state: of } = await this.commandHandler.cached(actionStream(actionId), action);
    const challengeId = of.status === 'none' ? null : of.ref.challengeId;
    const facts = {
      challenge:
        challengeId === null
          ? challenge.initialState()
          : (await this.commandHandler.load(challengeStream(challengeId), challenge)).state,
    };
    const { position } = await this.commandHandler.handle(
      actionStream(actionId),
      action,
      (state) => takeDownEvidence(input, by, state, facts),
      context,
    );
    await this.erasures.add({ texts: [evidenceId] });
    await this.vault.erase([evidenceId]);
    await this.files.erase([evidenceId]);
    return { position, actionId };
  }
}
