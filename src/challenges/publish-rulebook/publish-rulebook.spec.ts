import { given } from '../../../test/support/given.js';
import type { ChallengeEvent } from '../../events/challenge.events.js';
import type { Rulebook } from '../../events/rulebook.js';
import { challenge } from '../challenge.js';
import { announced, closed, final, green, opened, published, rules } from '../../../test/support/challenge-history.js';
import { defaultRulebook } from '../default-rulebooks/default-rulebook.js';
import { publishRulebook } from './publish-rulebook.js';

const { challengeId } = green;
const note = { kk: 'Өзгеріс', ru: 'Изменение' };
const publish = (changed: Rulebook, retroactive = false, version?: number) => ({
  challengeId,
  rules: changed,
  retroactive,
  note,
  version,
});
const record = (changed: Rulebook, retroactive: boolean): ChallengeEvent => ({
  type: 'RulebookPublished',
  data: { challengeId, version: 2, rules: changed, retroactive, note },
});
const g4 = rules.kinds['G4']!;
const richer: Rulebook = { ...rules, kinds: { ...rules.kinds, G4: { ...g4, base: 9 } } };

describe('Publish rulebook', () => {
  it('records the next version', () => {
    given(challenge, announced, published, opened)
      .when((state) => publishRulebook(publish(richer), state))
      .then(record(richer, false));
  });

  it('lets a forward-only version bring new kinds and drop old ones', () => {
    const other: Rulebook = { ...rules, lateAfterDays: 7, kinds: { G1: rules.kinds['G1']!, G7: { ...g4, perDay: 3 } } };
    given(challenge, announced, published, opened)
      .when((state) => publishRulebook(publish(other), state))
      .then(record(other, false));
  });

  it.each<[string, Rulebook]>([
    ['shareCap', { ...rules, shareCap: { percent: 50, from: 100 } }],
    ['diversity', { ...rules, diversity: { points: 20, kinds: 5 } }],
    ['diversity', { ...rules, diversity: { ...rules.diversity, variableOnly: true } }],
    ['ties', { ...rules, ties: { participantsWithinStudents: true } }],
    ['per100', { ...rules, per100: { minimumStudents: 100 } }],
    ['kinds.G4.perDay', { ...rules, kinds: { ...rules.kinds, G4: { ...g4, perDay: 2 } } }],
    ['kinds.G4.seasonCap', { ...rules, kinds: { ...rules.kinds, G4: { ...g4, seasonCap: null } } }],
  ])('refuses a forward-only change of %s, and takes a retroactive one', (field, changed) => {
    const { when } = given(challenge, announced, published, opened);
    when((state) => publishRulebook(publish(changed), state)).refuses(
      'invalid',
      'CHANGE_IS_RETROACTIVE',
      `rules.${field}`,
    );
    when((state) => publishRulebook(publish(changed, true), state)).then(record(changed, true));
  });

  it('lets a forward-only version name an option that stays off', () => {
    const off: Rulebook = {
      ...rules,
      diversity: { ...rules.diversity, variableOnly: false },
      ties: { participantsWithinStudents: false },
    };
    given(challenge, announced, published, opened)
      .when((state) => publishRulebook(publish(off), state))
      .then(record(off, false));
  });

  it('compares a returning kind with the newest version that had it', () => {
    const without: Rulebook = { ...rules, kinds: { G1: rules.kinds['G1']! } };
    const back: Rulebook = { ...rules, kinds: { ...rules.kinds, G4: { ...g4, perDay: 5 } } };
    given(challenge, announced, published, opened, record(without, false))
      .when((state) => publishRulebook(publish(back), state))
      .refuses('invalid', 'CHANGE_IS_RETROACTIVE', 'rules.kinds.G4.perDay');
  });

  it('refuses other leagues after the opening, even in a retroactive version', () => {
    const changed: Rulebook = { ...rules, leagues: [{ code: 'A', from: 0 }] };
    given(challenge, announced, published, opened)
      .when((state) => publishRulebook(publish(changed, true), state))
      .refuses('conflict', 'LEAGUES_FIXED');
  });

  it('refuses a version that somebody else has published meanwhile', () => {
    given(challenge, announced, published)
      .when((state) => publishRulebook(publish(richer, false, 1), state))
      .refuses('conflict', 'RULEBOOK_VERSION_TAKEN', 'version');
  });

  it('publishes the default rulebook without rules, and once only', () => {
    const version1 = {
      type: 'RulebookPublished' as const,
      data: { challengeId, version: 1, rules: defaultRulebook('green'), retroactive: false, note },
    };
    const wish = { challengeId, retroactive: false, note };
    given(challenge, announced)
      .when((state) => publishRulebook(wish, state))
      .then(version1);
    given(challenge, announced, version1)
      .when((state) => publishRulebook(wish, state))
      .then();
  });

  it('mends any field before the opening without retroactive words', () => {
    const mended: Rulebook = { ...rules, shareCap: { percent: 50, from: 100 }, leagues: [{ code: 'A', from: 0 }] };
    given(challenge, announced, published)
      .when((state) => publishRulebook(publish(mended), state))
      .then(record(mended, false));
  });

  it('refuses a rulebook without kinds', () => {
    given(challenge, announced)
      .when((state) => publishRulebook(publish({ ...rules, kinds: {} }), state))
      .refuses('invalid', 'RULEBOOK_WITHOUT_KINDS');
  });

  it('refuses any new rules after the final', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => publishRulebook(publish(richer), state))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when the newest version is the same', () => {
    given(challenge, announced, published)
      .when((state) => publishRulebook(publish(rules), state))
      .then();
  });
});
