import {
  announced,
  challengeId,
  closed,
  final,
  opened,
  published,
  registeredCollege,
} from '../../../test/support/challenge-history.js';
import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import { renameEntrant } from './rename-entrant.js';

const names = { kk: 'Каспий колледжі', ru: 'Колледж «Каспий»', en: 'Caspian College' };
const renamed = { ...registeredCollege('teniz', 640), names, shortNames: names };

describe('Rename entrant', () => {
  it('brings the new names of a college to its challenge', () => {
    given(challenge, announced, published, opened)
      .when((state) => renameEntrant(challengeId, state, { college: renamed }))
      .then({ type: 'EntrantRenamed', data: { challengeId, collegeId: 'teniz', names, shortNames: names } });
  });

  it('brings new names to a final, too', () => {
    given(challenge, announced, published, opened, closed, final)
      .when((state) => renameEntrant(challengeId, state, { college: renamed }))
      .then({ type: 'EntrantRenamed', data: { challengeId, collegeId: 'teniz', names, shortNames: names } });
  });

  it('refuses a college outside the challenge, and any name before the opening', () => {
    given(challenge, announced, published, opened)
      .when((state) => renameEntrant(challengeId, state, { college: registeredCollege('shagala', 1) }))
      .refuses('conflict', 'COLLEGE_NOT_IN_CHALLENGE');
    given(challenge, announced, published)
      .when((state) => renameEntrant(challengeId, state, { college: renamed }))
      .refuses('conflict', 'CHALLENGE_NOT_OPEN_YET');
  });

  it('stays quiet when the names are the same', () => {
    given(challenge, announced, published, opened)
      .when((state) => renameEntrant(challengeId, state, { college: registeredCollege('teniz', 640) }))
      .then();
  });
});
