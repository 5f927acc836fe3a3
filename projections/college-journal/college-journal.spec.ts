import { approved, endorsed, submitted, whose } from '../../test/support/action-history.js';
import { left } from '../../test/support/challenge-history.js';
import type { DomainEvent } from '../../src/events/schemas.js';
import { fold } from '../document-folds.fixture.js';
import { collegeJournalProjection, KEPT } from './college-journal.projection.js';

describe('college journal', () => {
  it('tells a college what happened to it and its actions, newest first', () => {
    const journals = fold(collegeJournalProjection, [
      submitted,
      endorsed({ trees: 30 }),
      left,
      approved({ trees: 30 }, 'nurlan'),
    ]);
    expect(journals.get('teniz')!.entries.map(({ type, actionId }) => [type, actionId])).toEqual([
      ['ActionApproved', 'trees-1'],
      ['ActionSubmitted', 'trees-1'],
    ]);
    expect(journals.get('dala')!.entries).toMatchObject([
      { type: 'CollegeLeft', challengeId: 'green-2026', actionId: null },
    ]);
  });

  it('keeps the last entries only', () => {
    const many = Array.from({ length: KEPT + 5 }, (_, index): DomainEvent => ({
      type: 'ActionWithdrawn',
      data: { ...whose, actionId: `a-${index}` },
    }));
    const { entries } = fold(collegeJournalProjection, many).get('teniz')!;
    expect(entries).toHaveLength(KEPT);
    expect(entries[0]).toMatchObject({ actionId: `a-${KEPT + 4}` });
  });
});
