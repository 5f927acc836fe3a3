import { changedPlaces, hasActions, type Need, urgentNeeds, verifiedInstead } from './home.js';

const need = (what: Need['what'], until: string | null) => ({ what, until }) as Need;
const place = (rank: number, points: number) => ({ rank, points }) as never;
const exact = (value: number) => ({ value, precision: 'exact' as const });

describe('Needs of the home page', () => {
  const items = [
    need('dispute', '2026-11-23'),
    need('question', '2026-11-29'),
    need('dispute', '2026-11-25'),
    need('dispute', '2026-11-26'),
    need('question', null),
  ];
  test('are all questions, and disputes of the last two days', () => {
    const { questions, disputes } = urgentNeeds({ today: '2026-11-23', needs: { total: 5, items } });
    expect(questions.map(({ until }) => until)).toEqual(['2026-11-29', null]);
    expect(disputes.map(({ until }) => until)).toEqual(['2026-11-23', '2026-11-25']);
  });
});

describe('A new college', () => {
  const none = { needs: { total: 0, items: [] }, waiting: { count: 0, oldest: null }, decided: [] };
  test('has no actions until one waits, needs it or is decided', () => {
    expect(hasActions(none)).toBe(false);
    expect(hasActions({ ...none, waiting: { count: 1, oldest: '2026-11-23T04:00:00.000Z' } })).toBe(true);
  });
});

describe('A decision', () => {
  test('names the first number that the reviewer changed', () => {
    const claimed = { participants: exact(46), bags: exact(130) };
    expect(verifiedInstead({ claimed, verified: { participants: 46, bags: 96 } })).toEqual({
      metric: 'bags',
      claimed: 130,
      verified: 96,
    });
  });

  test('names none when the numbers were right, or not claimed', () => {
    const claimed = { bags: exact(130) };
    expect(verifiedInstead({ claimed, verified: { bags: 130, participants: 10 } })).toBeNull();
    expect(verifiedInstead({ claimed, verified: null })).toBeNull();
  });
});

describe('Changes said to screen readers', () => {
  test('are those of place or points, after a first answer', () => {
    const before = [{ id: 'amal', place: place(9, 884) }];
    expect(changedPlaces([], before)).toEqual([]);
    expect(changedPlaces(before, [{ id: 'amal', place: place(9, 884) }])).toEqual([]);
    expect(changedPlaces(before, [{ id: 'amal', place: place(8, 920) }])).toHaveLength(1);
    expect(changedPlaces(before, [{ id: 'amal', place: null }])).toEqual([]);
  });
});
