import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { EvidenceRef } from '../../events/values.js';
import { ActionFiles } from '../../evidence/index.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import { PENDING_REF, storeText } from '../../vault/store-text.js';
import { Vault } from '../../vault/vault.js';
import { action, type ActionRef, actionStream, requireSubmitted } from '../action.js';
import { evidenceOf } from '../claim.js';
import { ReviewCommands, vaultPlace } from '../review-commands.js';
import { requireAttestation } from '../store-claim.js';
import { AttachEvidence, attachEvidence } from './attach-evidence.js';

@CommandHandler(AttachEvidence)
export class AttachEvidenceHandler implements ICommandHandler<AttachEvidence> {
  constructor(
    private readonly desk: ReviewCommands,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly vault: Vault,
    private readonly files: ActionFiles,
  ) {}

  async execute({ input: { actionId, evidence }, by, context }: AttachEvidence) {
    const { state } = await this.commandHandler.load(actionStream(actionId), action);
    const present = state.status === 'none' ? [] : evidenceOf(state);
    const attestation = 'file' in evidence ? evidence.attestation : undefined;
    let ref = await this.presentRef(present, evidence);
    if (!ref) {
      await this.desk.dryRun(actionId, by, context, (now, facts) => attachEvidence(PENDING_REF, by, now, facts));
      ref = await this.store(requireSubmitted(state).ref, evidence, { by, context });
    }
    const stored = ref;
    const { position } = await this.desk.handle(actionId, by, context, (now, facts) =>
      attachEvidence(stored, by, now, facts, attestation),
    );
    return { position, actionId, evidenceId: stored.id };
  }

  /** The same link or file again is the same evidence. */
  private async presentRef(present: readonly EvidenceRef[], evidence: AttachEvidence['input']['evidence']) {
    if ('file' in evidence) return present.find(({ id }) => id === evidence.file);
    const links = await this.vault.get(present.map(({ id }) => id));
    return present.find(({ id }) => (links.get(id) as { url?: string } | undefined)?.url === evidence.url);
  }

  private async store(
    { actionId, collegeId }: ActionRef,
    evidence: AttachEvidence['input']['evidence'],
    { by, context }: Pick<AttachEvidence, 'by' | 'context'>,
  ): Promise<EvidenceRef> {
    const stream = actionStream(actionId);
    if ('url' in evidence) return storeText(this.vault, 'link', evidence, vaultPlace(stream, context));
    requireAttestation(evidence.attestation);
    const [ref] = await this.files.bind([evidence.file], { stream, collegeId }, by);
    return ref!;
  }
}
