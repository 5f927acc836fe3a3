import { Injectable } from '@nestjs/common';
import { Vault } from '../vault/vault.js';
import { type ActionRef, actionStream, type Claim, type SubmittedAction } from './action.js';
import type { ClaimInput } from './claim.js';
import { ReceiptNumbers } from './receipts.repository.js';
import { isSameClaim, storeClaim } from './store-claim.js';

/** Texts and receipts of submissions. */
@Injectable()
export class NewClaims {
  constructor(
    private readonly vault: Vault,
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

  store(actionId: string, input: ClaimInput): Promise<Claim> {
    return storeClaim(this.vault, input, `${actionStream(actionId)}/submitted`);
  }

  receipt(actionId: string): Promise<number> {
    return this.receipts.of(actionId);
  }
}
