import type { RunningChallenge } from '../challenges/index.js';
import { DomainError } from '../event-store/domain-error.js';

/** An action that awaits a decision. */
export interface OpenClaim {
  actionId: string;
  kind: string;
  doneOn: string;
}

/** The limits of the newest rulebook, also for claims under an older one; undefined = there are none. */
export const openClaimLimits = ({ rulebooks }: RunningChallenge) => rulebooks.at(-1)?.rules.openClaims;

/** `open`: claims of the college in this challenge. Throws conflict OPEN_CLAIMS_OF_COLLEGE. */
export function requirePlace(challenge: RunningChallenge, open: readonly OpenClaim[]): void {
  const most = openClaimLimits(challenge)?.college ?? Infinity;
  if (open.length >= most) throw new DomainError('conflict', 'OPEN_CLAIMS_OF_COLLEGE', { open: open.length, most });
}

/** `open`: as in {@link requirePlace}; may hold the claim itself, on its former day. Throws conflict OPEN_CLAIMS_OF_DAY. */
export function requirePlaceOnDay(
  { kind, doneOn }: Omit<OpenClaim, 'actionId'>,
  challenge: RunningChallenge,
  open: readonly OpenClaim[],
): void {
  const most = openClaimLimits(challenge)?.kindAndDay ?? Infinity;
  const alike = open.filter((other) => other.kind === kind && other.doneOn === doneOn).length;
  if (alike >= most) throw new DomainError('conflict', 'OPEN_CLAIMS_OF_DAY', { open: alike, most, kind, doneOn });
}
