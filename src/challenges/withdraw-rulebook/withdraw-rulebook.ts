import { isDeepStrictEqual } from 'node:util';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, type ChallengeState, requireChallenge } from '../challenge.js';
import type { ChangedRules } from '../challenges.contract.js';

export interface WithdrawnRulebook {
  challengeId: string;
  version: number;
  reason: string;
}

export class WithdrawRulebook extends ChallengeCommand<WithdrawnRulebook & { dryRun: boolean }, ChangedRules> {}

/** Takes a version back. A challenge that was opened keeps at least one version, and its leagues. */
export function withdrawRulebook(
  { challengeId, version, reason }: WithdrawnRulebook,
  state: ChallengeState,
): ChallengeEvent[] {
  const { rulebooks, status, lastVersion } = requireChallenge(state);
  const rest = rulebooks.filter((one) => one.version !== version);
  if (rest.length === rulebooks.length && version <= lastVersion) return [];
  if (rest.length === rulebooks.length) throw new DomainError('not-found', 'RULEBOOK_UNKNOWN', { version });
  if (status === 'final') throw new DomainError('conflict', 'CHALLENGE_FINAL');
  const data = { challengeId, version, reason };
  if (status === 'announced') return [{ type: 'RulebookWithdrawn', data }];
  const newest = rest.at(-1);
  if (!newest) throw new DomainError('conflict', 'RULEBOOK_LAST', { version });
  if (!isDeepStrictEqual(newest.rules.leagues, rulebooks.at(-1)?.rules.leagues))
    throw new DomainError('conflict', 'LEAGUES_FIXED');
  return [{ type: 'RulebookWithdrawn', data }];
}
