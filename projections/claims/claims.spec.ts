import {
  approved,
  disputed,
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
import type { DomainEvent } from '../../src/events/schemas.js';
import { fold } from '../document-folds.fixture.js';
import { claimsProjection } from './claims.projection.js';

const of = (...events: DomainEvent[]) => fold(claimsProjection, events).get('trees-1')!;
const by = (...events: DomainEvent[]) => of(...events).approvals.map(({ reviewer }) => reviewer);

describe('claimsProjection', () => {
  it.each<[string, boolean, DomainEvent[]]>([
    ['submitted', true, [submitted]],
    ['needs-info', true, [submitted, requested]],
    ['submitted', true, [submitted, requested, revised()]],
    ['approved', false, [submitted, approved()]],
    ['rejected', false, [submitted, rejected]],
    ['rejected', false, [submitted, requested, lapsed]],
    ['revoked', false, [submitted, approved(), revoked]],
    ['submitted', true, [submitted, approved(), reopened]],
    ['withdrawn', false, [submitted, withdrawn]],
  ])('shows a claim in status %s', (status, pending, events) => {
    expect(of(...events)).toMatchObject({ status, pending, collegeId: 'teniz', challengeId: 'green-2026' });
  });

  it('holds numbers and ids of texts, and groups of its neighbours', () => {
    expect(of(submitted)).toMatchObject({
      claimed: { trees: 30 },
      evidence: [photo.id],
      details: null,
      near: ['teniz 2026-10', 'teniz 2026-10-10', 'green-2026 G4 2026-10-10', 'green-2026 teniz trees'],
    });
  });

  it('moves to other groups with its days and its kind', () => {
    const changes = { doneFrom: '2026-11-30', doneOn: '2027-01-02', kind: 'G1', claimed: {} };
    expect(of(submitted, revised(changes)).near).toEqual([
      ...['teniz 2026-11', 'teniz 2026-12', 'teniz 2027-01'],
      ...['teniz long 2026-11', 'teniz long 2026-12', 'teniz long 2027-01'],
      'green-2026 G1 2027-01-02',
    ]);
    const document = of(submitted, approved(), reclassified('G1', '2026-10-09'));
    expect(document).toMatchObject({ kind: 'G1', doneOn: '2026-10-09', verified: { trees: 28 } });
    expect(document.near).toContain('green-2026 G1 2026-10-09');
  });

  it('tells its first submission from its last revision', () => {
    const { submittedAt, reportedAt } = of(submitted, revised());
    expect([submittedAt, reportedAt]).toEqual(['2026-10-12T07:00:00.000Z', '2026-10-12T07:01:00.000Z']);
  });

  it('remembers the first numbers until the claim is another deed', () => {
    const more = { claimed: { trees: { value: 60, precision: 'exact' as const } } };
    expect(of(submitted, revised(more), revised(more))).toMatchObject({
      claimed: { trees: 60 },
      firstClaimed: { trees: 30 },
    });
    for (const other of [{ kind: 'G1' }, { doneOn: '2026-10-11' }])
      expect(of(submitted, revised({ ...more, ...other })).firstClaimed).toEqual({ trees: 60 });
  });

  it('lists the approvals of the decision that stands or is awaited', () => {
    expect(by(submitted, endorsed({ trees: 30 }), approved({ trees: 30 }, 'nurlan'))).toEqual(['aigul', 'nurlan']);
    expect(by(submitted, endorsed({ trees: 30 }), endorsed({ trees: 28 }))).toEqual(['aigul']);
    expect(by(submitted, approved(), endorsed({}, 'revoke', 'nurlan'))).toEqual(['aigul']);
    for (const end of [revised(), requested, rejected]) expect(by(submitted, endorsed({ trees: 30 }), end)).toEqual([]);
    expect(by(submitted, approved(), reopened)).toEqual([]);
  });

  it('follows a dispute to its end', () => {
    const resolved = (outcome: 'approved' | 'upheld' | 'rejected'): DomainEvent => ({
      type: 'DisputeResolved',
      data: {
        ...{ ...whose, outcome, reason: 'second-look', note: null, reviewer: 'nurlan' },
        verified: outcome === 'approved' ? { trees: 25 } : null,
      },
    });
    expect(of(submitted, approved(), disputed).disputed).toBe(true);
    const ended = (outcome: 'approved' | 'upheld' | 'rejected') =>
      of(submitted, approved(), disputed, resolved(outcome));
    expect(ended('upheld')).toMatchObject({ status: 'approved', disputed: false, verified: { trees: 28 } });
    expect(ended('approved')).toMatchObject({ status: 'approved', disputed: false, verified: { trees: 25 } });
    expect(ended('rejected')).toMatchObject({ status: 'rejected', disputed: false, verified: null });
  });

  it('lists evidence that is not taken down', () => {
    const { evidence } = of(
      submitted,
      { type: 'EvidenceAttached', data: { ...whose, evidence: otherPhoto } },
      { type: 'EvidenceTakenDown', data: { ...whose, evidenceId: photo.id, reason: 'faces' } },
    );
    expect(evidence).toEqual([otherPhoto.id]);
  });
});
