import { approved, endorsed, submitted } from '../../test/support/action-history.js';
import { left } from '../../test/support/challenge-history.js';
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
});
