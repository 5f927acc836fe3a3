import { reviewQueueProjection } from '../../../projections/review-queue/review-queue.projection.js';
import { fold } from '../../../projections/document-folds.fixture.js';
import {
  approved,
  disputed,
  endorsed,
  otherPhoto,
  reclassified,
  rejected,
  reopened,
  revised,
  revoked,
  submitted,
  whose,
} from '../../../test/support/action-history.js';
import type { DomainEvent } from '../../events/schemas.js';
import { changesOf } from './journal-changes.js';

/** The changes of the last event. */
const last = (...events: DomainEvent[]) => {
  const action = fold(reviewQueueProjection, events).get('trees-1')!;
  return changesOf(action, action.journal.at(-1)!.eventId).map(({ field, metric, before, after }) => ({
    ...{ field, metric, before, after },
  }));
};
const corrected = (verified: Record<string, number>): DomainEvent => ({
  type: 'ActionCorrected',
  data: { ...whose, verified, reason: 'miscounted', note: null, reviewer: 'nurlan' },
});
const number = (value: number) => ({ value, precision: 'exact' as const });

describe('changesOf', () => {
  it('shows kind, days and numbers of a revision, before and after', () => {
    const changes = { kind: 'G1', doneOn: '2026-10-09', claimed: { bags: number(4) }, submittedOn: '2026-10-14' };
    expect(last(submitted, revised({ ...changes, partners: [] }))).toEqual([
      { field: 'kind', metric: null, before: 'G4', after: 'G1' },
      { field: 'doneOn', metric: null, before: '2026-10-10', after: '2026-10-09' },
      { field: 'submittedOn', metric: null, before: '2026-10-12', after: '2026-10-14' },
      { field: 'partners', metric: null, before: ['dala'], after: [] },
      { field: 'claimed', metric: 'trees', before: 30, after: null },
      { field: 'claimed', metric: 'bags', before: null, after: 4 },
    ]);
  });

  it('shows nothing of texts, links and an equal revision', () => {
    expect(last(submitted, revised())).toEqual([]);
    expect(last(submitted, revised({ evidence: [otherPhoto], details: otherPhoto }))).toEqual([]);
  });

  it('compares verified numbers with those that stood before', () => {
    expect(
      last(submitted, approved({ trees: 28 }), endorsed({ trees: 9 }, 'correct'), corrected({ trees: 25 })),
    ).toEqual([{ field: 'verified', metric: 'trees', before: 28, after: 25 }]);
    expect(last(submitted, approved(), corrected({ trees: 25 }), corrected({ trees: 20, bags: 1 }))).toEqual([
      { field: 'verified', metric: 'trees', before: 25, after: 20 },
      { field: 'verified', metric: 'bags', before: null, after: 1 },
    ]);
    expect(last(submitted, approved())).toEqual([]);
  });

  it('compares with nothing after a revocation or a reopening', () => {
    const resolved: DomainEvent = {
      type: 'DisputeResolved',
      data: {
        ...whose,
        outcome: 'approved',
        verified: { trees: 25 },
        reason: 'appeal',
        note: null,
        reviewer: 'daulet',
      },
    };
    const found = [{ field: 'verified', metric: 'trees', before: null, after: 25 }];
    expect(last(submitted, approved({ trees: 28 }), revoked, disputed, resolved)).toEqual(found);
    expect(last(submitted, approved({ trees: 28 }), reopened, rejected, disputed, resolved)).toEqual(found);
    expect(last(submitted, approved({ trees: 28 }), disputed, resolved)).toMatchObject([{ before: 28, after: 25 }]);
  });

  it('shows a reclassification and names the field in words', () => {
    expect(last(submitted, approved(), reclassified('G1', '2026-10-10'))).toEqual([
      { field: 'kind', metric: null, before: 'G4', after: 'G1' },
    ]);
    const action = fold(reviewQueueProjection, [submitted, approved(), corrected({ trees: 20 })]).get('trees-1')!;
    expect(changesOf(action, action.journal.at(-1)!.eventId)[0]!.label).toEqual({
      kk: 'расталған: отырғызылған ағаш',
      ru: 'подтверждено: посаженные деревья',
      en: 'verified: trees planted',
    });
    expect(changesOf(action, 'unknown')).toEqual([]);
  });
});
