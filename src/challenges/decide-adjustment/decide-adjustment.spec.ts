import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  closed,
  final,
  left,
  merged,
  opened,
  secondFrom20,
} from '../../../test/support/challenge-history.js';
import { given, written } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import type { Adjuster } from '../adjust-points/adjust-points.js';
import { confirmAdjustment, declineAdjustment } from './decide-adjustment.js';

const which = { challengeId, adjustmentId: 'penalty-1' };
const adjustment = { ...which, collegeId: 'dala', points: -40, reason: 'reused-photo', note: null };
const proposed = written({ type: 'AdjustmentProposed', data: adjustment } as ChallengeEvent, { by: 'olzhas' });
const made: ChallengeEvent = { type: 'PointsAdjusted', data: adjustment };
const decline = { ...which, reason: 'mistake' };
const declined: ChallengeEvent = { type: 'AdjustmentDeclined', data: { ...decline, collegeId: 'dala' } };
const who = (by: string, more: Partial<Adjuster> = {}) => ({ by, isParty: false, unconfirmed: false, ...more });
const begun = [announced, secondFrom20, opened];

describe('Confirm adjustment', () => {
  it('makes the adjustment when another organiser confirms it', () => {
    for (const events of [[proposed], [proposed, closed], [proposed, merged]])
      given(challenge, ...begun, ...events)
        .when((state) => confirmAdjustment(which, state, who('saule')))
        .then(made);
  });

  it('refuses the organiser who proposed it', () => {
    given(challenge, ...begun, proposed)
      .when((state) => confirmAdjustment(which, state, who('olzhas')))
      .refuses('forbidden', 'SECOND_ORGANISER_NEEDED');
  });

  it('refuses an organiser of the college, and an unconfirmed one', () => {
    const { when } = given(challenge, ...begun, proposed);
    when((state) => confirmAdjustment(which, state, who('saule', { isParty: true }))).refuses(
      'forbidden',
      'ADJUSTMENT_OF_OWN_COLLEGE',
    );
    when((state) => confirmAdjustment(which, state, who('saule', { unconfirmed: true }))).refuses(
      'forbidden',
      'NO_COLLEGE_UNCONFIRMED',
    );
  });

  it('refuses unknown and declined proposals, colleges outside and finals', () => {
    given(challenge, ...begun)
      .when((state) => confirmAdjustment(which, state, who('saule')))
      .refuses('not-found', 'ADJUSTMENT_UNKNOWN');
    given(challenge, ...begun, proposed, declined)
      .when((state) => confirmAdjustment(which, state, who('saule')))
      .refuses('conflict', 'ADJUSTMENT_DECIDED');
    given(challenge, ...begun, proposed, left)
      .when((state) => confirmAdjustment(which, state, who('saule')))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, ...begun, proposed, closed, final)
      .when((state) => confirmAdjustment(which, state, who('saule')))
      .refuses('conflict', 'CHALLENGE_FINAL');
  });

  it('stays quiet when it is made', () => {
    given(challenge, ...begun, proposed, made)
      .when((state) => confirmAdjustment(which, state, who('olzhas')))
      .then();
  });
});

describe('Decline adjustment', () => {
  it('ends a proposal, also of a college that left', () => {
    for (const events of [[proposed], [proposed, left]])
      given(challenge, ...begun, ...events)
        .when((state) => declineAdjustment(decline, state))
        .then(declined);
  });

  it('refuses an adjustment that counts, and one nobody proposed', () => {
    given(challenge, ...begun, proposed, made)
      .when((state) => declineAdjustment(decline, state))
      .refuses('conflict', 'ADJUSTMENT_DECIDED');
    given(challenge, ...begun)
      .when((state) => declineAdjustment(decline, state))
      .refuses('not-found', 'ADJUSTMENT_UNKNOWN');
  });

  it('stays quiet when it is declined', () => {
    given(challenge, ...begun, proposed, declined)
      .when((state) => declineAdjustment(decline, state))
      .then();
  });
});
