import {
  approved,
  disputed,
  disputeDismissed,
  disputeWithdrawn,
  endorsed,
  lapsed,
  otherPhoto,
  photo,
  reclassified,
  rejected,
  reopened,
  requested,
  revised,
  revoked,
  submitted,
  whose,
  withdrawn,
} from '../../test/support/action-history.js';
import { objectionWithdrawn, raised, settled } from '../../test/support/objection-history.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import { fold } from '../document-folds.fixture.js';
import { reviewQueueProjection } from './review-queue.projection.js';

const shown = { objectionId: 'ob-1', collegeId: 'dala', reason: 'reused-photo', raisedAt: expect.any(String) };
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

  it('shows the newest first yes of each reviewer', () => {
    const first = { reviewer: 'aigul', verified: { trees: 30 }, decision: 'approve' };
    expect(of(submitted, endorsed({ trees: 30 })).endorsements).toEqual([first]);
    const both = [endorsed({ trees: 30 }), endorsed({ trees: 25 }, 'approve', 'nurlan')];
    expect(of(submitted, endorsed({ trees: 20 }), ...both).endorsements).toEqual([
      first,
      { ...first, reviewer: 'nurlan', verified: { trees: 25 } },
    ]);
    expect(of(submitted, endorsed({ trees: 30 }), requested).endorsements).toEqual([]);
    expect(of(submitted, endorsed({ trees: 30 }), approved({ trees: 30 }, 'nurlan'))).toMatchObject({
      endorsements: [],
      deciders: ['aigul', 'nurlan'],
    });
  });

  it('shows objections to the action, and none to other targets', () => {
    const other = raised({ objectionId: 'ob-2', collegeId: null });
    const elsewhere = raised({ objectionId: 'ob-3', target: { kind: 'enrolment', collegeId: 'teniz' } });
    const events = [submitted, approved(), raised(), other, elsewhere];
    const document = of(...events, settled('upheld'), settled('dismissed', { target: { kind: 'final', number: 1 } }));
    const settlement = { reason: 'second-look', at: expect.any(String) };
    expect(document.objections).toEqual([
      { ...shown, state: 'upheld', settlement },
      { ...shown, objectionId: 'ob-2', collegeId: null, state: 'open', settlement: null },
    ]);
    expect(of(...events, objectionWithdrawn).objections[0]).toMatchObject({ state: 'withdrawn', settlement: null });
    expect(document).toMatchObject({ status: 'approved', journal: [{}, {}] });
  });

  it('shows a reopened, a lapsed and a reclassified action', () => {
    expect(of(submitted, approved(), reopened)).toMatchObject({ status: 'submitted', pending: true, verified: null });
    expect(of(submitted, requested, lapsed)).toMatchObject({ status: 'rejected', pending: false });
    const document = of(submitted, approved(), reclassified('G1', '2026-10-09'));
    expect(document).toMatchObject({ status: 'approved', kind: 'G1', doneOn: '2026-10-09', verified: { trees: 28 } });
    expect(document.journal.at(-1)!.change).toMatchObject({ before: { kind: 'G4' }, after: { kind: 'G1' } });
  });

  it('ends a dispute that is withdrawn or dismissed', () => {
    for (const end of [disputeWithdrawn, disputeDismissed])
      expect(of(submitted, rejected, disputed, end)).toMatchObject({ status: 'rejected', disputed: false });
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
