import { challenge } from '../../challenges/index.js';
import { cancelled, merged } from '../../../test/support/challenge-history.js';
import { fold, given, written } from '../../../test/support/given.js';
import {
  arman,
  begun,
  dana,
  ended,
  madina,
  objectionWithdrawn,
  raised,
  settled,
} from '../../../test/support/objection-history.js';
import { objection } from '../objection.js';
import { withdrawObjection } from './withdraw-objection.js';

const of = fold(challenge, begun);

describe('Withdraw objection', () => {
  it('ends the own objection, also after a merger or the final', () => {
    const { when } = given(objection, raised());
    when((state) => withdrawObjection(dana, state, of)).then(objectionWithdrawn);
    when((state) => withdrawObjection(madina, state, fold(challenge, [...begun, merged]))).then(objectionWithdrawn);
    when((state) => withdrawObjection(dana, state, fold(challenge, ended))).then(objectionWithdrawn);
  });

  it('refuses others, and objections that are settled or ended with the challenge', () => {
    given(objection)
      .when((state) => withdrawObjection(dana, state, of))
      .refuses('not-found', 'OBJECTION_UNKNOWN');
    const { when } = given(objection, raised());
    when((state) => withdrawObjection(madina, state, of)).refuses('not-found', 'OBJECTION_UNKNOWN');
    when((state) => withdrawObjection(arman, state, of)).refuses('forbidden', 'NOT_YOUR_OBJECTION');
    when((state) => withdrawObjection(dana, state, fold(challenge, [...begun, cancelled]))).refuses(
      'conflict',
      'CHALLENGE_CANCELLED',
    );
    given(objection, raised(), settled('dismissed'))
      .when((state) => withdrawObjection(dana, state, of))
      .refuses('conflict', 'OBJECTION_SETTLED');
  });

  it('lets only the auditor who raised it withdraw it', () => {
    const { when } = given(objection, written(raised({ collegeId: null }), { by: 'arman' }));
    when((state) => withdrawObjection({ ...arman, accountId: 'sara' }, state, of)).refuses(
      'forbidden',
      'NOT_YOUR_OBJECTION',
    );
    when((state) => withdrawObjection(arman, state, of)).then({
      ...objectionWithdrawn,
      data: { ...objectionWithdrawn.data, collegeId: null },
    } as typeof objectionWithdrawn);
  });

  it('stays quiet when it is withdrawn', () => {
    given(objection, raised(), objectionWithdrawn)
      .when((state) => withdrawObjection(dana, state, of))
      .then();
  });
});
