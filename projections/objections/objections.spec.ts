import { objectionNote, objectionWithdrawn, raised, settled } from '../../test/support/objection-history.js';
import { fold } from '../document-folds.fixture.js';
import { objectionsProjection } from './objections.projection.js';

const documents = (...events: Parameters<typeof fold>[1]) => fold(objectionsProjection, events);

describe('objectionsProjection', () => {
  it('shows who objects to what, and whom it concerns', () => {
    const final = raised({ objectionId: 'ob-2', collegeId: null, target: { kind: 'final', number: 1 } });
    const all = documents(raised(), final);
    expect(all.get('ob-1')).toMatchObject({
      state: 'open',
      collegeId: 'dala',
      concerns: 'teniz',
      note: objectionNote.id,
      raisedBy: 'somebody',
      settlement: null,
    });
    expect(all.get('ob-2')).toMatchObject({ collegeId: null, concerns: null, target: { kind: 'final', number: 1 } });
  });

  it('shows how an objection ended', () => {
    const settlement = { reason: 'second-look', note: null, by: 'somebody', at: '2026-10-12T07:01:00.000Z' };
    for (const outcome of ['upheld', 'dismissed'] as const)
      expect(documents(raised(), settled(outcome)).get('ob-1')).toMatchObject({ state: outcome, settlement });
    expect(documents(raised(), objectionWithdrawn).get('ob-1')).toMatchObject({ state: 'withdrawn', settlement: null });
  });
});
