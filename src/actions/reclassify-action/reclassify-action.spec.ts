import {
  approved,
  challenges,
  daulet,
  endorsed,
  factsOf,
  nurlan,
  ofTeniz,
  reclassified,
  submitted,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action, type Actor } from '../action.js';
import { reclassifyAction, type Reclassification } from './reclassify-action.js';

const reclassify =
  (changes: Partial<Reclassification> = {}, by: Actor = nurlan, facts = factsOf(challenges.closed)) =>
  (state: Parameters<typeof reclassifyAction>[2]) =>
    reclassifyAction(
      { actionId: 'trees-1', kind: 'G1', doneOn: '2026-10-09', reason: 'wrong-kind', ...changes },
      by,
      state,
      facts,
      null,
    );

describe('Reclassify action', () => {
  it('records kind and day and keeps numbers, submission and version', () => {
    given(action, submitted, approved()).when(reclassify()).then(reclassified('G1', '2026-10-09'));
    expect(given(action, submitted, approved(), reclassified('G1', '2026-10-09')).state).toMatchObject({
      status: 'approved',
      claim: { kind: 'G1', doneOn: '2026-10-09' },
      verified: { trees: 28 },
      submittedOn: '2026-10-12',
      rulebookVersion: 1,
    });
  });

  it.each([
    [{ kind: 'A1' }, 'KIND_UNKNOWN', 'kind'],
    [{ kind: 'constructor' }, 'KIND_UNKNOWN', 'kind'],
    [{ doneOn: '2026-08-31' }, 'DONE_OUTSIDE_CHALLENGE', 'doneOn'],
    [{ doneOn: '2026-10-13' }, 'DONE_AFTER_SUBMITTED', 'doneOn'],
  ])('refuses an impossible kind or day: %j', (changes, code, field) => {
    given(action, submitted, approved()).when(reclassify(changes)).refuses('invalid', code, field);
  });

  it('refuses undecided actions and reviewers of the college', () => {
    given(action, submitted).when(reclassify()).refuses('conflict', 'ACTION_NOT_APPROVED');
    given(action, submitted, approved()).when(reclassify({}, ofTeniz)).refuses('forbidden', 'OWN_COLLEGE');
    given(action, submitted, approved())
      .when(reclassify({ revision: 0 }))
      .refuses('conflict', 'ACTION_CHANGED');
  });

  it('needs a second reviewer from the points before or after', () => {
    const facts = factsOf(challenges.strict);
    const first = endorsed({ trees: 28 }, 'reclassify', 'nurlan', { kind: 'G1', doneOn: '2026-10-09' });
    given(action, submitted, approved())
      .when(reclassify({}, nurlan, facts))
      .then(first);
    given(action, submitted, approved(), first)
      .when(reclassify({}, nurlan, facts))
      .then();
    given(action, submitted, approved(), first)
      .when(reclassify({}, daulet, facts))
      .then(reclassified('G1', '2026-10-09', 'daulet'));
  });

  it('stays quiet when kind and day are those', () => {
    given(action, submitted, approved(), reclassified('G1', '2026-10-09')).when(reclassify()).then();
  });
});
