import { Injectable } from '@nestjs/common';
import { ActionFiles } from '../evidence/index.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { VaultRef } from '../events/values.js';
import { storeText } from '../vault/store-text.js';
import { Vault } from '../vault/vault.js';
import { type ActionRef, actionStream, type Actor, type Claim, type SubmittedAction } from './action.js';
import { type ClaimInput, evidenceOf } from './claim.js';
import { ReceiptNumbers } from './receipts.repository.js';
import { vaultPlace } from './review-commands.js';
import { isSameClaim, storeClaim } from './store-claim.js';

interface Revision {
  by: Actor;
  context: CommandContext;
}

/** Texts, files and receipts of claims. */
@Injectable()
export class NewClaims {
  constructor(
    readonly vault: Vault,
    readonly files: ActionFiles,
    private readonly receipts: ReceiptNumbers,
  ) {}

  /** True when the same action was submitted before. */
  async isRepeat({ challengeId, collegeId }: ActionRef, input: ClaimInput, stored: SubmittedAction): Promise<boolean> {
    return (
      challengeId === stored.ref.challengeId &&
      collegeId === stored.ref.collegeId &&
      (await isSameClaim(this.vault, input, stored.first))
    );
  }

  store({ actionId, collegeId }: ActionRef, input: ClaimInput, by: Actor): Promise<Claim> {
    const stream = actionStream(actionId);
    return storeClaim(this, input, { stream, collegeId, place: `${stream}/submitted`, by });
  }

  isUnchanged(input: ClaimInput, present: Claim): Promise<boolean> {
    return isSameClaim(this.vault, input, present);
  }

  /** Evidence that is still there may stay. */
  revise(stored: SubmittedAction, input: ClaimInput, { by, context }: Revision): Promise<Claim> {
    const { ref, claim } = stored;
    const stream = actionStream(ref.actionId);
    const place = { stream, collegeId: ref.collegeId, place: vaultPlace(stream, context), by };
    return storeClaim(this, input, place, { ...claim, evidence: evidenceOf(stored) });
  }

  /** The words of an answer to a question. */
  answer(stream: string, text: string, context: CommandContext): Promise<VaultRef> {
    return storeText(this.vault, 'note', { text }, `${vaultPlace(stream, context)}/answer`);
  }

  receipt(actionId: string): Promise<number> {
    return this.receipts.of(actionId);
  }
}
