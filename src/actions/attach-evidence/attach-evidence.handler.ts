import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { PENDING_REF, storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { action, actionStream } from '../action.js';
import { evidenceOf } from '../claim.js';
import { ReviewCommands, vaultPlace } from '../review-commands.js';
import { AttachEvidence, attachEvidence } from './attach-evidence.js';

@CommandHandler(AttachEvidence)
export class AttachEvidenceHandler implements ICommandHandler<AttachEvidence> {
  constructor(
    private readonly desk: ReviewCommands,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
  ) {}

  async execute({ input: { actionId, evidence }, by, context }: AttachEvidence) {
    let ref = 'url' in evidence ? await this.present(actionId, evidence.url) : evidence;
    if (!ref) {
      await this.desk.dryRun(actionId, by, context, (state, facts) => attachEvidence(PENDING_REF, by, state, facts));
      ref = await storeText(this.vault, 'link', evidence, vaultPlace(actionStream(actionId), context));
    }
    const kept = ref;
    const { position } = await this.desk.handle(actionId, by, context, (state, facts) =>
      attachEvidence(kept, by, state, facts),
    );
    return { position, actionId, evidenceId: kept.id };
  }

  /** The same link again is the same evidence. */
  private async present(actionId: string, url: string) {
    const { state } = await this.commandHandler.load(actionStream(actionId), action);
    const refs = state.status === 'none' ? [] : evidenceOf(state);
    const links = await this.vault.get(refs.map(({ id }) => id));
    return refs.find(({ id }) => (links.get(id) as { url?: string } | undefined)?.url === url);
  }
}
