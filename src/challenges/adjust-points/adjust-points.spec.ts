import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  closed,
  final,
  merged,
  opened,
  published,
  rules,
  secondFrom20,
} from '../../../test/support/challenge-history.js';
import { given, written } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { adjustPoints } from './adjust-points.js';

const penalty = { challengeId, adjustmentId: 'penalty-1', collegeId: 'teniz', points: -20, reason: 'reused-photo' };
const { adjustmentId, ...data } = penalty;
const adjusted: ChallengeEvent = { type: 'PointsAdjusted', data: { ...penalty, note: null } };
const earlier: ChallengeEvent = { type: 'PointsAdjusted', data: { ...penalty, adjustmentId: 'penalty-0', note: null } };
const proposed: ChallengeEvent = { type: 'AdjustmentProposed', data: { ...penalty, note: null } };
const facts = { by: 'olzhas', isParty: false, unconfirmed: false, note: null };
const ruled = (version: number, changes: object) =>
  ({ ...published, data: { ...published.data, version, rules: { ...rules, ...changes } } }) as ChallengeEvent;
const withdrawn = (version: number): ChallengeEvent => ({
  type: 'RulebookWithdrawn',
  data: { challengeId, version, reason: 'mistake' },
});
const made = (points: number, by: string, more: object = {}) =>
  written({ type: 'PointsAdjusted', data: { ...data, points, note: null, ...more } } as ChallengeEvent, {
    by,
    id: `${by} ${points}`,
  });

describe('Adjust points', () => {
  it.each([[[opened]], [[opened, closed]], [[opened, earlier]]])(
    'records every addition or deduction of points with its reason',
    (events) => {
      given(challenge, announced, published, ...events)
        .when((state) => adjustPoints(penalty, state, facts))
        .then(adjusted);
    },
  );

  it.each([-20, 20, 21, 1_000_000, -1_000_000])(
    'needs a second organiser for %i points and proposes them',
    (points) => {
      given(challenge, announced, secondFrom20, opened)
        .when((state) => adjustPoints({ ...penalty, points }, state, facts))
        .then({ type: 'AdjustmentProposed', data: { ...penalty, points, note: null } });
    },
  );

  it.each([-19, 19, 1])('lets one organiser move %i points alone', (points) => {
    given(challenge, announced, secondFrom20, opened)
      .when((state) => adjustPoints({ ...penalty, points }, state, facts))
      .then({ type: 'PointsAdjusted', data: { ...penalty, points, note: null } });
  });

  it.each([{ isParty: true }, { unconfirmed: true }])(
    'proposes the least of an organiser who is not free: %j',
    (more) => {
      for (const points of [1, -1])
        given(challenge, announced, secondFrom20, opened)
          .when((state) => adjustPoints({ ...penalty, points }, state, { ...facts, ...more }))
          .then({ type: 'AdjustmentProposed', data: { ...penalty, points, note: null } });
      given(challenge, announced, published, opened)
        .when((state) => adjustPoints(penalty, state, { ...facts, ...more }))
        .then(adjusted);
    },
  );

  it.each([
    ['of one organiser add up', [made(-10, 'olzhas'), made(-5, 'olzhas')], -5, 'AdjustmentProposed'],
    ['of another organiser are separate', [made(-19, 'saule')], -19, 'PointsAdjusted'],
    ['that were taken back count no more', [made(-19, 'olzhas'), made(19, 'olzhas')], -19, 'PointsAdjusted'],
    ['of another college are separate', [made(-19, 'olzhas', { collegeId: 'dala' })], -19, 'PointsAdjusted'],
    ['of a merged college add up', [made(-19, 'olzhas', { collegeId: 'dala' }), merged], -19, 'AdjustmentProposed'],
  ])('small steps %s', (_, events, points, type) => {
    given(challenge, announced, secondFrom20, opened, ...events)
      .when((state) => adjustPoints({ ...penalty, points }, state, facts))
      .then({ type, data: { ...penalty, points, note: null } } as ChallengeEvent);
  });

  it.each([
    ['a version without it', [ruled(2, {})]],
    ['a version with a greater limit', [ruled(2, { secondOrganiserFrom: 1_000 })]],
    ['the withdrawal of its version', [ruled(2, {}), withdrawn(1)]],
  ])('keeps the limit of the opening after %s', (_, events) => {
    given(challenge, announced, secondFrom20, opened, ...events)
      .when((state) => adjustPoints(penalty, state, facts))
      .then(proposed);
  });

  it('takes a smaller limit at once, and none from before the opening', () => {
    given(challenge, announced, published, opened, ruled(2, { secondOrganiserFrom: 20 }))
      .when((state) => adjustPoints(penalty, state, facts))
      .then(proposed);
    given(challenge, announced, secondFrom20, ruled(2, {}), opened)
      .when((state) => adjustPoints(penalty, state, facts))
      .then(adjusted);
  });

  it('refuses a college outside the challenge, and any change after the final', () => {
    given(challenge, announced, published, opened)
      .when((state) => adjustPoints({ ...penalty, collegeId: 'shagala' }, state, facts))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, announced, published, opened, closed, final)
      .when((state) => adjustPoints(penalty, state, facts))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when there is nothing to add, or the proposal waits', () => {
    given(challenge, announced, published, opened)
      .when((state) => adjustPoints({ ...penalty, points: 0 }, state, facts))
      .then();
    given(challenge, announced, secondFrom20, opened, proposed)
      .when((state) => adjustPoints({ ...penalty, adjustmentId }, state, facts))
      .then();
  });

  it('makes an adjustment once, however often its id comes', () => {
    given(challenge, announced, published, opened, adjusted)
      .when((state) => adjustPoints({ ...penalty, points: -5 }, state, facts))
      .then();
  });
});
