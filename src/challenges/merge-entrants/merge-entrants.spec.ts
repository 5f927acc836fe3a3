import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  closed,
  entrantOf,
  final,
  left,
  merged,
  opened,
  published,
  registeredCollege,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge, ownerIn } from '../challenge.js';
import { enterCollege } from '../enter-college/enter-college.js';
import { mergeEntrants } from './merge-entrants.js';

const merging = { challengeId, from: 'dala', into: 'teniz', reason: 'merged' };
const entered: ChallengeEvent = { type: 'CollegeEntered', data: { challengeId, ...entrantOf('shagala', 820, 'L') } };
const onwards: ChallengeEvent = { type: 'EntrantMerged', data: { ...merging, from: 'teniz', into: 'shagala' } };

describe('Merge entrants', () => {
  it.each([[[opened]], [[opened, closed]]])('records which college remains and why', (events) => {
    given(challenge, announced, published, ...events)
      .when((state) => mergeEntrants(merging, state))
      .then(merged);
  });

  it('leads through several mergers to the remaining college', () => {
    const { state } = given(challenge, announced, published, opened, entered, merged, onwards);
    expect(['dala', 'teniz', 'shagala', 'other'].map((id) => ownerIn(state, id))).toEqual([
      'shagala',
      'shagala',
      'shagala',
      'other',
    ]);
  });

  it('refuses a college that merges into itself', () => {
    given(challenge, announced, published, opened)
      .when((state) => mergeEntrants({ ...merging, into: 'dala' }, state))
      .refuses('invalid', 'MERGED_INTO_ITSELF', 'into');
  });

  it('refuses colleges that left, never entered or merged before', () => {
    const { when } = given(challenge, announced, published, opened, entered, merged);
    when((state) => mergeEntrants({ ...merging, into: 'shagala' }, state)).refuses('conflict', 'COLLEGE_MERGED');
    when((state) => mergeEntrants({ ...merging, from: 'teniz', into: 'dala' }, state)).refuses(
      'conflict',
      'COLLEGE_MERGED',
    );
    when((state) => mergeEntrants({ ...merging, from: 'other' }, state)).refuses(
      'conflict',
      'COLLEGE_NOT_IN_CHALLENGE',
    );
    given(challenge, announced, published, opened, left)
      .when((state) => mergeEntrants(merging, state))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
  });

  it('refuses any change after the final and before the opening', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => mergeEntrants(merging, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
    given(challenge, announced, published)
      .when((state) => mergeEntrants(merging, state))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
  });

  it('lets a merged college never enter again', () => {
    given(challenge, announced, published, opened, merged)
      .when((state) => enterCollege(challengeId, state, { college: registeredCollege('dala', 280) }))
      .refuses('conflict', 'COLLEGE_MERGED');
  });

  it('stays quiet when they have merged', () => {
    given(challenge, announced, published, opened, merged)
      .when((state) => mergeEntrants(merging, state))
      .then();
  });
});
