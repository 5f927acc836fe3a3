import { given } from '../../../test/support/given.js';
import { challenge } from '../challenge.js';
import {
  announced,
  closed,
  green,
  opened,
  published,
  registeredCollege,
  teniz,
} from '../../../test/support/challenge-history.js';
import { openChallenge } from './open-challenge.js';

const { challengeId } = green;
const facts = {
  today: green.opensOn,
  directory: [registeredCollege('teniz', 640), registeredCollege('dala', 280), registeredCollege('shagala', null)],
};

describe('Open challenge', () => {
  it('takes every college whose enrolment is known, with its students and league', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId }, state, facts))
      .then(opened);
  });

  it('takes only the colleges that are named, when some are', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId, colleges: ['teniz', 'teniz'] }, state, facts))
      .then({ type: 'ChallengeOpened', data: { challengeId, entrants: [teniz] } });
  });

  it('refuses a named college whose enrolment is not known', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId, colleges: ['shagala'] }, state, facts))
      .refuses('conflict', 'COLLEGE_WITHOUT_ENROLMENT');
  });

  it('refuses a named college nobody registered', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId, colleges: ['nobody'] }, state, facts))
      .refuses('invalid', 'COLLEGE_NOT_REGISTERED', 'colleges');
  });

  it('takes no college that ended, and refuses to be asked for one', () => {
    const ended = { ...registeredCollege('zhelken', 820), state: 'closed' as const };
    const withEnded = { ...facts, directory: [...facts.directory, ended] };
    const { when } = given(challenge, announced, published);
    when((state) => openChallenge({ challengeId }, state, withEnded)).then(opened);
    when((state) => openChallenge({ challengeId, colleges: ['teniz', 'zhelken'] }, state, withEnded)).refuses(
      'conflict',
      'COLLEGE_ENDED',
      'colleges',
    );
  });

  it('moves the first day to today when it opens early', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId }, state, { ...facts, today: '2026-08-20' }))
      .then(
        {
          type: 'ChallengeRescheduled',
          data: { challengeId, opensOn: '2026-08-20', closesOn: green.closesOn, reason: 'opened-early' },
        },
        opened,
      );
  });

  it('keeps a first day that has passed', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId }, state, { ...facts, today: green.closesOn }))
      .then(opened);
  });

  it('refuses to open after the last day', () => {
    given(challenge, announced, published)
      .when((state) => openChallenge({ challengeId }, state, { ...facts, today: '2026-12-01' }))
      .refuses('conflict', 'CLOSING_DAY_PASSED');
  });

  it('refuses to open without a rulebook', () => {
    given(challenge, announced)
      .when((state) => openChallenge({ challengeId }, state, facts))
      .refuses('conflict', 'RULEBOOK_MISSING');
  });

  it('refuses to open a challenge that was closed', () => {
    given(challenge, announced, published, opened, closed)
      .when((state) => openChallenge({ challengeId }, state, facts))
      .refuses('conflict', 'CHALLENGE_OPENED_BEFORE');
  });

  it.each([undefined, ['dala', 'teniz'], ['teniz', 'dala', 'teniz']])(
    'stays quiet when it is open with %j',
    (colleges) => {
      given(challenge, announced, published, opened)
        .when((state) => openChallenge({ challengeId, ...(colleges ? { colleges } : {}) }, state, facts))
        .then();
    },
  );

  it.each([[['teniz']], [['teniz', 'dala', 'shagala']], [[]]])(
    'refuses %j when other colleges take part already',
    (colleges) => {
      given(challenge, announced, published, opened)
        .when((state) => openChallenge({ challengeId, colleges }, state, facts))
        .refuses('conflict', 'CHALLENGE_ALREADY_OPEN');
    },
  );
});
