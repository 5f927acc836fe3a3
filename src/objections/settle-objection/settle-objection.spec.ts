import { challenge } from '../../challenges/index.js';
import { cancelled, challengeId, merged } from '../../../test/support/challenge-history.js';
import { fold, given, written } from '../../../test/support/given.js';
import {
  begun,
  ended,
  nurlan,
  objectionWithdrawn,
  olzhas,
  raised,
  settled,
} from '../../../test/support/objection-history.js';
import { type Actor, objection } from '../objection.js';
import { mendersOf, settleObjection, type SettlingFacts } from './settle-objection.js';

const facts: SettlingFacts = {
  challenge: fold(challenge, begun),
  deciders: new Set(['aigul', 'madina']),
  parties: new Set(['dala', 'teniz']),
  colleges: new Set(),
  unconfirmed: false,
  isProposal: false,
  organisersLeft: null,
};
const input = { outcome: 'upheld', reason: 'second-look' } as const;
const settle = (by: Actor, changes: Partial<SettlingFacts> = {}, events = [raised()]) =>
  given(objection, ...events).when((state) => settleObjection(input, by, state, { ...facts, ...changes }, null));

describe('Settle objection', () => {
  it('records the outcome, also after the final', () => {
    settle(olzhas).then(settled('upheld'));
    settle(olzhas, { challenge: fold(challenge, ended) }).then(settled('upheld'));
    given(objection, raised())
      .when((state) => settleObjection({ ...input, outcome: 'dismissed' }, olzhas, state, facts, null))
      .then(settled('dismissed'));
  });

  it.each<[string, string, Partial<SettlingFacts>]>([
    ['decided on the target', 'DECIDED_ON_TARGET', { deciders: new Set(['olzhas']) }],
    ['was of the college concerned', 'COLLEGE_OF_OBJECTION', { colleges: new Set(['shagala', 'teniz']) }],
    ['was of the objecting college', 'COLLEGE_OF_OBJECTION', { colleges: new Set(['dala']) }],
    [
      'was of a college that became a party',
      'COLLEGE_OF_OBJECTION',
      { colleges: new Set(['aral']), parties: new Set(['dala', 'teniz', 'aral']) },
    ],
    ['waits for a confirmation', 'NO_COLLEGE_UNCONFIRMED', { unconfirmed: true }],
  ])('refuses an organiser who %s', (_, code, changes) => {
    settle(olzhas, changes).refuses('forbidden', code);
  });

  it('refuses an organiser of a college that merged into a party', () => {
    const target = { kind: 'enrolment', collegeId: 'teniz' };
    const changes = { challenge: fold(challenge, [...begun, merged]), colleges: new Set(['dala']) };
    settle(olzhas, changes, [raised({ collegeId: null, target })]).refuses('forbidden', 'COLLEGE_OF_OBJECTION');
  });

  it('refuses an organiser who raised it as an auditor', () => {
    settle(olzhas, {}, [written(raised({ collegeId: null }), { by: 'olzhas' })]).refuses('forbidden', 'OWN_OBJECTION');
  });

  it('lets an independent reviewer settle when no organiser is left', () => {
    settle(nurlan, { organisersLeft: 1 }).refuses('forbidden', 'ORGANISERS_SETTLE');
    settle(nurlan, { organisersLeft: 0 }).then(settled('upheld'));
    settle({ ...nurlan, collegeId: 'teniz' }, { organisersLeft: 0 }).refuses('forbidden', 'COLLEGE_OF_OBJECTION');
    settle({ ...nurlan, accountId: 'aigul' }, { organisersLeft: 0 }).refuses('forbidden', 'DECIDED_ON_TARGET');
  });

  it('refuses unknown, settled and withdrawn objections, and those of a cancelled challenge', () => {
    settle(olzhas, {}, []).refuses('not-found', 'OBJECTION_UNKNOWN');
    for (const end of [settled('dismissed'), objectionWithdrawn])
      settle(olzhas, {}, [raised(), end]).refuses('conflict', 'OBJECTION_SETTLED');
    settle(olzhas, { challenge: fold(challenge, [...begun, cancelled]) }).refuses('conflict', 'CHALLENGE_CANCELLED');
  });

  it('stays quiet when the same organiser settled it so', () => {
    given(objection, raised(), written(settled('upheld'), { by: 'olzhas' }))
      .when((state) => settleObjection(input, olzhas, state, facts, null))
      .then();
  });

  it('names a refusal for a proposal, else an opposite adjustment', () => {
    const target = { kind: 'adjustment', adjustmentId: 'p-1', collegeId: 'dala' } as const;
    expect(mendersOf(target, challengeId, true)).toEqual(['POST /api/challenges/green-2026/adjustments/p-1/decline']);
    expect(mendersOf(target, challengeId, false)).toEqual(['POST /api/challenges/green-2026/adjust']);
  });

  it.each([
    [{ kind: 'action', actionId: 'trees-1', collegeId: 'teniz' }, 'POST /api/actions/trees-1/reopen'],
    [{ kind: 'adjustment', adjustmentId: 'p-1', collegeId: 'dala' }, 'POST /api/challenges/green-2026/adjust'],
    [{ kind: 'enrolment', collegeId: 'dala' }, 'POST /api/challenges/green-2026/colleges/dala/enrolment'],
    [{ kind: 'final', number: 1 }, 'POST /api/challenges/green-2026/reopen'],
  ] as const)('names the commands that mend %j', (target, command) => {
    expect(mendersOf(target, challengeId, false)[0]).toBe(command);
  });
});
