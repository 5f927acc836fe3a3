import type { ChallengeEvent } from '../../events/challenge.events.js';
import {
  announced,
  challengeId,
  closed,
  entrantOf,
  final,
  mergerUndone,
  merged,
  opened,
  published,
  reopened,
  teniz,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge, ownerIn, requireChallenge } from '../challenge.js';
import { mergeEntrants } from '../merge-entrants/merge-entrants.js';
import { undoMerger } from './undo-merger.js';

const undoing = { challengeId, collegeId: 'dala', reason: 'mistake' };
const shagala: ChallengeEvent = { type: 'CollegeEntered', data: { challengeId, ...entrantOf('shagala', 820, 'L') } };
const onwards: ChallengeEvent = {
  type: 'EntrantMerged',
  data: { challengeId, from: 'teniz', into: 'shagala', reason: 'merged' },
};

describe('Undo merger', () => {
  it.each([[[]], [[closed]], [[closed, final, reopened]]])('gives the college its entry of before', (events) => {
    given(challenge, announced, published, opened, merged, ...events)
      .when((state) => undoMerger(undoing, state))
      .then(mergerUndone);
  });

  it('counts the college for itself, with those that merged into it', () => {
    const owners = (...events: ChallengeEvent[]) => {
      const { state } = given(challenge, announced, published, opened, shagala, merged, onwards, ...events);
      return [...requireChallenge(state).entrants.keys(), '|', ...['dala', 'teniz'].map((id) => ownerIn(state, id))];
    };
    expect(owners()).toEqual(['shagala', '|', 'shagala', 'shagala']);
    expect(owners(mergerUndone)).toEqual(['shagala', 'dala', '|', 'dala', 'shagala']);
    const { collegeId: from, ...entrant } = teniz;
    const undone = {
      type: 'EntrantMergerUndone',
      data: { challengeId, from, into: 'shagala', entrant, reason: 'mistake' },
    };
    expect(owners(undone as ChallengeEvent)).toEqual(['shagala', 'teniz', '|', 'teniz', 'teniz']);
  });

  it('lets the college merge into another afterwards', () => {
    const { when } = given(challenge, announced, published, opened, shagala, merged, mergerUndone);
    const merging = { challengeId, from: 'dala', into: 'shagala', reason: 'merged' };
    when((state) => mergeEntrants(merging, state)).then({ type: 'EntrantMerged', data: merging });
  });

  it('refuses a college that did not merge, or whose merger was undone', () => {
    const { when } = given(challenge, announced, published, opened, merged, mergerUndone);
    when((state) => undoMerger(undoing, state)).refuses('conflict', 'COLLEGE_NOT_MERGED');
    when((state) => undoMerger({ ...undoing, collegeId: 'teniz' }, state)).refuses('conflict', 'COLLEGE_NOT_MERGED');
  });

  it('refuses any change after the final and before the opening', () => {
    given(challenge, announced, published, opened, merged, closed, final)
      .when((state) => undoMerger(undoing, state))
      .refuses('conflict', 'CHALLENGE_FINAL');
    given(challenge, announced, published)
      .when((state) => undoMerger(undoing, state))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
  });
});
