import type { ActionEvent } from '../../events/action.events.js';
import {
  aigul,
  approved,
  challenges,
  claim,
  coordinator,
  otherPhoto,
  photo,
  stranger,
  submitted,
  whose,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { takeDownEvidence } from './take-down-evidence.js';

const facts = { challenge: challenges.open };
const takedown = { actionId: 'trees-1', evidenceId: photo.id, reason: 'faces' };
const takenDown: ActionEvent = { type: 'EvidenceTakenDown', data: { ...whose, evidenceId: photo.id, reason: 'faces' } };
const revised: ActionEvent = {
  type: 'ActionRevised',
  data: { ...whose, ...claim, submittedOn: null, rulebookVersion: null, evidence: [otherPhoto] },
};

describe('Take down evidence', () => {
  it.each([coordinator, aigul])('is recorded for $role', (by) => {
    given(action, submitted, approved())
      .when((state) => takeDownEvidence(takedown, by, state, facts))
      .then(takenDown);
  });

  it('reaches evidence that a revision has replaced', () => {
    given(action, submitted, revised)
      .when((state) => takeDownEvidence(takedown, coordinator, state, facts))
      .then(takenDown);
  });

  it('refuses another college, and evidence the action never had', () => {
    given(action, submitted)
      .when((state) => takeDownEvidence(takedown, stranger, state, facts))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted)
      .when((state) => takeDownEvidence({ ...takedown, evidenceId: otherPhoto.id }, coordinator, state, facts))
      .refuses('not-found', 'EVIDENCE_UNKNOWN');
  });

  it('stays quiet when it is taken down', () => {
    given(action, submitted, takenDown)
      .when((state) => takeDownEvidence(takedown, coordinator, state, facts))
      .then();
  });
});
