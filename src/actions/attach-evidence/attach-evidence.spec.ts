import type { ActionEvent } from '../../events/action.events.js';
import {
  approved,
  challenges,
  coordinator,
  factsOf,
  otherPhoto,
  photo,
  stranger,
  submitted,
  whose,
  withdrawn,
} from '../../../test/support/action-history.js';
import { given } from '../../../test/support/given.js';
import { action } from '../action.js';
import { attachEvidence } from './attach-evidence.js';

const facts = factsOf(challenges.open);
const attached: ActionEvent = { type: 'EvidenceAttached', data: { ...whose, evidence: otherPhoto } };

describe('Attach evidence', () => {
  it('records a further piece of evidence, also after a decision', () => {
    given(action, submitted, approved())
      .when((state) => attachEvidence(otherPhoto, coordinator, state, facts))
      .then(attached);
  });

  it('refuses another college, and an action that has ended', () => {
    given(action, submitted)
      .when((state) => attachEvidence(otherPhoto, stranger, state, facts))
      .refuses('not-found', 'ACTION_UNKNOWN');
    given(action, submitted, withdrawn)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, facts))
      .refuses('conflict', 'ACTION_ENDED');
  });

  it('refuses more than fifty pieces', () => {
    const many = Array.from({ length: 49 }, (_, index): ActionEvent => {
      const id = `00000000-0000-4000-8000-0000000001${String(index).padStart(2, '0')}`;
      return { type: 'EvidenceAttached', data: { ...whose, evidence: { ...photo, id } } };
    });
    given(action, submitted, ...many)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, facts))
      .refuses('conflict', 'EVIDENCE_TOO_MUCH');
  });

  it('stays quiet when it is there', () => {
    given(action, submitted, attached)
      .when((state) => attachEvidence(otherPhoto, coordinator, state, facts))
      .then();
  });
});
