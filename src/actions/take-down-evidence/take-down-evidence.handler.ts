import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { Vault } from '../../vault/vault.js';
import { action, actionStream } from '../action.js';
import { TakeDownEvidence, takeDownEvidence } from './take-down-evidence.js';

@CommandHandler(TakeDownEvidence)
export class TakeDownEvidenceHandler implements ICommandHandler<TakeDownEvidence> {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
  ) {}

  /** Erases again when asked again: the first time may have been cut short after the event. */
  async execute({ input, by, context }: TakeDownEvidence) {
    const { actionId, evidenceId } = input;
    const { position } = await this.commandHandler.handle(
      actionStream(actionId),
      action,
      (state) => takeDownEvidence(input, by, state),
      context,
    );
    await this.vault.erase(evidenceId);
    return { position, actionId };
  }
}
