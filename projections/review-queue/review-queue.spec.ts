import {
  approved,
  disputed,
  endorsed,
  otherPhoto,
  photo,
  rejected,
  requested,
  revised,
  revoked,
  submitted,
  whose,
  withdrawn,
} from '../../test/support/action-history.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import { fold } from '../document-folds.fixture.js';
import { reviewQueueProjection } from './review-queue.projection.js';

const of = (...events: DomainEvent[]) => fold(reviewQueueProjection, events).get('trees-1')!;

describe('reviewQueueProjection', () => {
  it.each<[string, boolean, DomainEvent[]]>([
    ['submitted', true, [submitted]],
    ['needs-info', true, [submitted, requested]],
    ['submitted', true, [submitted, requested, revised()]],
    ['approved', false, [submitted, approved()]],
    ['rejected', false, [submitted, rejected]],
    ['revoked', false, [submitted, approved(), revoked]],
    ['withdrawn', false, [submitted, withdrawn]],
  ])('shows an action in status %s', (status, pending, events) => {
    expect(of(...events)).toMatchObject({ status, pending, collegeId: 'teniz', challengeId: 'green-2026' });
  });

  it('shows an endorsement until a second decision or a request for information', () => {
    expect(of(submitted, endorsed({ trees: 30 })).endorsement).toEqual({
      reviewer: 'aigul',
      verified: { trees: 30 },
      decision: 'approve',
    });
    expect(of(submitted, endorsed({ trees: 30 }), requested).endorsement).toBeNull();
    expect(of(submitted, endorsed({ trees: 30 }), approved({ trees: 30 }, 'nurlan'))).toMatchObject({
      endorsement: null,
      deciders: ['aigul', 'nurlan'],
    });
  });

  it('takes status and numbers from a resolved dispute', () => {
    const resolved: DomainEvent = {
      type: 'DisputeResolved',
      data: {
        ...whose,
        outcome: 'approved',
        verified: { trees: 25 },
        reason: 'second-look',
        note: null,
        reviewer: 'nurlan',
      },
    };
    expect(of(submitted, rejected, disputed).disputed).toBe(true);
    expect(of(submitted, rejected, disputed, resolved)).toMatchObject({
      status: 'approved',
      disputed: false,
      verified: { trees: 25 },
    });
    const upheld: DomainEvent = { ...resolved, data: { ...resolved.data, outcome: 'upheld', verified: null } };
    expect(of(submitted, approved(), disputed, upheld)).toMatchObject({
      status: 'approved',
      disputed: false,
      verified: { trees: 28 },
    });
  });

  it('journals the claim before and after a revision', () => {
    const changes = {
      kind: 'G1',
      claimed: { bags: { value: 4, precision: 'exact' as const } },
      evidence: [otherPhoto],
    };
    const document = of(submitted, revised({ ...changes, submittedOn: '2026-10-14', rulebookVersion: 2 }));
    expect(document).toMatchObject({ kind: 'G1', submittedOn: '2026-10-14', rulebookVersion: 2 });
    expect(document.journal.map(({ change }) => change)).toEqual([
      null,
      {
        before: expect.objectContaining({
          kind: 'G4',
          submittedOn: '2026-10-12',
          rulebookVersion: 1,
          evidence: [photo.id],
        }),
        after: expect.objectContaining({ ...changes, submittedOn: '2026-10-14', evidence: [otherPhoto.id] }),
      },
    ]);
  });

  it('lists evidence that is not taken down and journals every event', () => {
    const document = of(
      submitted,
      { type: 'EvidenceAttached', data: { ...whose, evidence: otherPhoto } },
      { type: 'EvidenceTakenDown', data: { ...whose, evidenceId: photo.id, reason: 'faces' } },
    );
    expect(document.evidence).toEqual([otherPhoto.id]);
    expect(document.journal.map(({ type, reason }) => [type, reason])).toEqual([
      ['ActionSubmitted', null],
      ['EvidenceAttached', null],
      ['EvidenceTakenDown', 'faces'],
    ]);
  });
});
