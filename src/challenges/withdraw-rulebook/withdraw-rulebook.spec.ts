import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { Rulebook } from '../../events/rulebook.js';
import { announced, closed, final, green, opened, published, rules } from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge, requireChallenge, rulesFor } from '../challenge.js';
import { publishRulebook } from '../publish-rulebook/publish-rulebook.js';
import { withdrawRulebook } from './withdraw-rulebook.js';

const { challengeId } = green;
const note = { kk: 'Өзгеріс', ru: 'Изменение' };
const richer: Rulebook = { ...rules, lateAfterDays: 7 };
const second = (changed = richer, retroactive = true): ChallengeEvent => ({
  type: 'RulebookPublished',
  data: { challengeId, version: 2, rules: changed, retroactive, note },
});
const withdrawn = (version: number): ChallengeEvent => ({
  type: 'RulebookWithdrawn',
  data: { challengeId, version, reason: 'mistake' },
});
const withdraw = (version: number, ...events: ChallengeEvent[]) =>
  given(challenge, announced, published, ...events).when((state) =>
    withdrawRulebook({ challengeId, version, reason: 'mistake' }, state),
  );

describe('Withdraw rulebook', () => {
  it('records the withdrawal of any version while another stays', () => {
    withdraw(2, second(), opened).then(withdrawn(2));
    withdraw(1, second(), opened, closed).then(withdrawn(1));
    withdraw(1).then(withdrawn(1));
  });

  it('brings the rules of before back', () => {
    const under = (...events: ChallengeEvent[]) =>
      rulesFor(requireChallenge(given(challenge, announced, published, opened, ...events).state), 1)?.lateAfterDays;
    expect([under(), under(second()), under(second(), withdrawn(2))]).toEqual([14, 7, 14]);
  });

  it('never gives a number twice', () => {
    given(challenge, announced, published, second(), opened, withdrawn(2))
      .when((state) => publishRulebook({ challengeId, rules: richer, retroactive: true, note }, state))
      .then({ type: 'RulebookPublished', data: { challengeId, version: 3, rules: richer, retroactive: true, note } });
  });

  it('refuses the last version once open, an unknown one, and other leagues', () => {
    withdraw(1, opened).refuses('conflict', 'RULEBOOK_LAST');
    withdraw(3, second()).refuses('not-found', 'RULEBOOK_UNKNOWN');
    withdraw(2, second({ ...rules, leagues: [{ code: 'A', from: 0 }] }), opened).refuses('conflict', 'LEAGUES_FIXED');
  });

  it('refuses after the final', () => {
    withdraw(2, second(), opened, closed, final).refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when the version was withdrawn before', () => {
    withdraw(2, second(), opened, withdrawn(2)).then();
  });
});
