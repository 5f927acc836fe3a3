import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  closed,
  final,
  opened,
  published,
  reopened,
  rules,
  secondFrom20,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { finaliseResults } from './finalise-results.js';

const input = { challengeId };
const facts = {
  revision: 3,
  today: '2026-12-01',
  questions: [] as string[],
  decisions: [] as { actionId: string; at: string }[],
  pendingActions: [] as string[],
  disputedActions: [] as string[],
  openObjections: [] as string[],
  throughEventId: '6f8b0a4e-3a52-4c43-9a55-0d5c6b7f1a11',
  standingsHash: 'ab'.repeat(32),
};

const proposed: ChallengeEvent = {
  type: 'AdjustmentProposed',
  data: { challengeId, adjustmentId: 'penalty-1', collegeId: 'dala', points: -40, reason: 'reused-photo', note: null },
};
const disputesFor = (disputeDays: number) =>
  ({ ...published, data: { ...published.data, rules: { ...rules, disputeDays } } }) as ChallengeEvent;
const refusalOf = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (refusal) {
    return refusal;
  }
};

describe('Finalise results', () => {
  it.each([[[closed]], [[closed, final, reopened]]])(
    'records the last event that counts and the hash of the boards',
    (events) => {
      given(challenge, announced, published, opened, ...events)
        .when((state) => finaliseResults(input, state, { ...facts, revision: 2 + events.length }))
        .then(final);
    },
  );

  it('refuses while a decision, a dispute or an objection is open', () => {
    const { when } = given(challenge, announced, published, opened, closed);
    when((state) => finaliseResults(input, state, { ...facts, pendingActions: ['trees-1'] })).refuses(
      'conflict',
      'DECISIONS_PENDING',
    );
    when((state) => finaliseResults(input, state, { ...facts, disputedActions: ['trees-1'] })).refuses(
      'conflict',
      'DISPUTES_PENDING',
    );
    when((state) => finaliseResults(input, state, { ...facts, openObjections: ['o1'] })).refuses(
      'conflict',
      'OBJECTIONS_PENDING',
    );
  });

  it('names everything that blocks the final and what to do', () => {
    const { state } = given(challenge, announced, secondFrom20, opened, proposed, closed);
    const wrong = {
      ...facts,
      revision: 4,
      pendingActions: ['a1', 'a2'],
      questions: ['a2'],
      disputedActions: ['a3'],
      openObjections: ['o1'],
      decisions: [{ actionId: 'a4', at: '2026-11-29T20:00:00.000Z' }],
    };
    expect(refusalOf(() => finaliseResults(input, state, wrong))).toMatchObject({
      code: 'DECISIONS_PENDING',
      params: { count: 2 },
      blockers: [
        { kind: 'undecided', ids: ['a1'], count: 1, wayOut: 'WAY_OUT_DECIDE' },
        { kind: 'question', ids: ['a2'], count: 1, wayOut: 'WAY_OUT_ANSWER' },
        { kind: 'dispute', ids: ['a3'], count: 1, wayOut: 'WAY_OUT_RESOLVE' },
        { kind: 'adjustment', ids: ['penalty-1'], count: 1, wayOut: 'WAY_OUT_CONFIRM' },
        { kind: 'objection', ids: ['o1'], count: 1, wayOut: 'WAY_OUT_SETTLE' },
      ],
    });
  });

  it.each([
    ['2026-12-02', '2026-12-02'],
    ['2026-12-03', null],
    ['2026-11-30', '2026-12-02'],
  ])('waits on %s for the time of disputes, until %s', (today, until) => {
    const decisions = [
      { actionId: 'a1', at: '2026-11-29T20:00:00.000Z' },
      { actionId: 'a2', at: '2026-11-20T20:00:00.000Z' },
    ];
    const { state, when } = given(challenge, announced, disputesFor(2), opened, closed);
    const then = { ...facts, decisions, today };
    if (until === null) when((now) => finaliseResults(input, now, then)).then(final);
    else
      expect(refusalOf(() => finaliseResults(input, state, then))).toMatchObject({
        code: 'DISPUTE_TIME_RUNNING',
        params: { until },
        blockers: [{ kind: 'dispute-time', ids: ['a1'], until, wayOut: 'WAY_OUT_WAIT' }],
      });
  });

  it('waits for no day that a wrong clock recorded', () => {
    const { when } = given(challenge, announced, disputesFor(2), opened, closed);
    const decidedAt = (at: string) => ({ ...facts, today: '2026-12-01', decisions: [{ actionId: 'a1', at }] });
    when((now) => finaliseResults(input, now, decidedAt('2026-12-01T20:00:00.000Z'))).refuses(
      'conflict',
      'DISPUTE_TIME_RUNNING',
    );
    when((now) => finaliseResults(input, now, decidedAt('2031-01-01T20:00:00.000Z'))).then(final);
  });

  it('waits for no dispute when the rulebook sets no days', () => {
    given(challenge, announced, published, opened, closed)
      .when((state) =>
        finaliseResults(input, state, { ...facts, decisions: [{ actionId: 'a1', at: '2026-12-01T01:00:00.000Z' }] }),
      )
      .then(final);
  });

  it('refuses facts of another moment of the challenge', () => {
    given(challenge, announced, published, opened, closed)
      .when((state) => finaliseResults(input, state, { ...facts, revision: 2 }))
      .refuses('conflict', 'STREAM_BUSY');
  });

  it('refuses while submissions are open', () => {
    given(challenge, announced, published, opened)
      .when((state) => finaliseResults(input, state, facts))
      .refuses('conflict', 'SUBMISSIONS_NOT_CLOSED');
  });

  it('stays quiet when the results are final, despite later events', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => finaliseResults(input, state, { ...facts, pendingActions: ['trees-1'] }))
      .then();
  });
});
