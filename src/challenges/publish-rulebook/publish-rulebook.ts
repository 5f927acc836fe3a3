import { isDeepStrictEqual } from 'node:util';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { Rulebook } from '../../events/rulebook.js';
import { DomainError } from '../../event-store/domain-error.js';
import { ChallengeCommand, requireChallenge, type ChallengeState } from '../challenge.js';
import type { ChangedRules } from '../challenges.contract.js';
import { defaultRulebook } from '../default-rulebooks/default-rulebook.js';
import { changedForAll } from './changed-for-all.js';

export interface NewRulebook {
  challengeId: string;
  /** Absent = the default rulebook of the challenge's track. */
  rules?: Rulebook;
  retroactive: boolean;
  note: { kk: string; ru: string };
  /** The version the sender believes this to be; absent = the next one. */
  version?: number;
}

export class PublishRulebook extends ChallengeCommand<
  NewRulebook & { dryRun: boolean },
  ChangedRules & { opensAt: string | null }
> {}

export function publishRulebook(
  { challengeId, rules: given, retroactive, note, version }: NewRulebook,
  state: ChallengeState,
): ChallengeEvent[] {
  const running = requireChallenge(state);
  const rules = given ?? defaultRulebook(running.track);
  const newest = running.rulebooks.at(-1);
  const same = isDeepStrictEqual(newest?.rules, rules) && newest?.retroactive === retroactive;
  if (same && (version === undefined || version === newest.version)) return [];
  if (running.status === 'final') throw new DomainError('conflict', 'CHALLENGE_FINAL');
  const next = running.lastVersion + 1;
  if (version !== undefined && version !== next)
    throw new DomainError('conflict', 'RULEBOOK_VERSION_TAKEN', { next }, 'version');
  if (Object.keys(rules.kinds).length === 0)
    throw new DomainError('invalid', 'RULEBOOK_WITHOUT_KINDS', {}, 'rules.kinds');
  if (running.status !== 'announced' && !isDeepStrictEqual(newest?.rules.leagues, rules.leagues)) {
    throw new DomainError('conflict', 'LEAGUES_FIXED', {}, 'rules.leagues');
  }
  const field = retroactive || running.status === 'announced' ? null : changedForAll(running.rulebooks, rules);
  if (field) throw new DomainError('invalid', 'CHANGE_IS_RETROACTIVE', { field }, `rules.${field}`);
  return [{ type: 'RulebookPublished', data: { challengeId, version: next, rules, retroactive, note } }];
}
