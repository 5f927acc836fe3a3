import { approved, endorsed, submitted } from '../../test/support/action-history.js';
import { challengeId, dala, left } from '../../test/support/challenge-history.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import { fold } from '../document-folds.fixture.js';
import { collegeJournalProjection, journalPrefix } from './college-journal.projection.js';

describe('collegeJournalProjection', () => {
  it('lists events of a college and its actions in order, without endorsements', () => {
    const entries = [
      ...fold(collegeJournalProjection, [submitted, endorsed({ trees: 30 }), left, approved({ trees: 30 }, 'nurlan')]),
    ].sort(([a], [b]) => (a < b ? -1 : 1));
    const of = (collegeId: string) =>
      entries
        .filter(([key]) => key.startsWith(journalPrefix(collegeId)))
        .map(([, { type, actionId }]) => [type, actionId]);
    expect(of('teniz')).toEqual([
      ['ActionSubmitted', 'trees-1'],
      ['ActionApproved', 'trees-1'],
    ]);
    expect(of('dala')).toEqual([['CollegeLeft', null]]);
  });

  it('shows mergers and splits in the journals of all their colleges', () => {
    const events: DomainEvent[] = [
      { type: 'EntrantMerged', data: { challengeId, from: 'dala', into: 'teniz', reason: 'merged' } },
      { type: 'CollegeMerged', data: { collegeId: 'dala', into: 'teniz', reason: 'merged', note: null } },
      {
        type: 'CollegeSplit',
        data: { collegeId: 'teniz', into: ['aktau', 'kuryk'], ends: true, reason: 'split', note: null },
      },
    ];
    const found = [...fold(collegeJournalProjection, events)].map(([key, entry]) => [key.split('/')[0], entry.merger]);
    const [merged, split] = [
      { from: 'dala', into: ['teniz'] },
      { from: 'teniz', into: ['aktau', 'kuryk'] },
    ];
    expect(found).toEqual([
      ...['dala', 'teniz', 'dala', 'teniz'].map((college) => [college, merged]),
      ...['teniz', 'aktau', 'kuryk'].map((college) => [college, split]),
    ]);
  });

  it('shows the end of a merger or split in the same journals', () => {
    const { collegeId: from, ...entrant } = dala;
    const into = ['teniz', 'aktau'];
    const events: DomainEvent[] = [
      { type: 'EntrantMergerUndone', data: { challengeId, from, into: 'teniz', entrant, reason: 'mistake' } },
      { type: 'CollegeReopened', data: { collegeId: 'dala', into, reason: 'mistake', note: null } },
      { type: 'CollegeReopened', data: { collegeId: 'dala', into: [], reason: 'mistake', note: null } },
      { type: 'CollegeReopened', data: { collegeId: 'dala', reason: 'mistake', note: null } },
    ];
    const found = [...fold(collegeJournalProjection, events)].map(([key, entry]) => [key.split('/')[0], entry.merger]);
    expect(found).toEqual([
      ...['dala', 'teniz'].map((college) => [college, { from: 'dala', into: ['teniz'] }]),
      ...['dala', 'teniz', 'aktau'].map((college) => [college, { from: 'dala', into }]),
      ...['dala', 'dala'].map((college) => [college, null]),
    ]);
  });

  it('shows the points of adjustments that are proposed, declined or given', () => {
    const of = { challengeId, collegeId: 'teniz', adjustmentId: 'fair-1', reason: 'bonus' };
    const events: DomainEvent[] = [
      { type: 'AdjustmentProposed', data: { ...of, points: 25, note: null } },
      { type: 'AdjustmentDeclined', data: of },
      { type: 'PointsAdjusted', data: { ...of, points: -5, note: null } },
    ];
    const entries = [...fold(collegeJournalProjection, events).values()];
    expect(entries.map(({ type, points }) => [type, points])).toEqual([
      ['AdjustmentProposed', 25],
      ['AdjustmentDeclined', null],
      ['PointsAdjusted', -5],
    ]);
  });
});
