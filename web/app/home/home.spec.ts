import { sceneRows } from '../../../test/support/fictional-board.js';
import { changedPockets, type ChallengeShown, currentChallenges, standingOf } from './home.js';

const same = (text: string) => ({ kk: text, ru: text, en: text });
const challenge = (id: string, given: Partial<ChallengeShown> = {}): ChallengeShown => ({
  id,
  track: 'amal',
  state: 'open',
  frozen: false,
  titles: same(id),
  opensOn: '2026-10-01',
  closesOn: '2026-11-30',
  ...given,
});
const ids = (all: ChallengeShown[]) => all.map(({ id }) => id);

describe('Challenges of the home page', () => {
  test('are the running ones of both tracks, Amal first', () => {
    const all = [challenge('green', { track: 'green' }), challenge('amal'), challenge('old', { state: 'final' })];
    expect(ids(currentChallenges(all))).toEqual(['amal', 'green']);
  });

  test('include every one that runs at the same time', () => {
    expect(ids(currentChallenges([challenge('b'), challenge('a', { state: 'closed' })]))).toEqual(['b', 'a']);
  });

  test('fall back to the newest one that was not cancelled', () => {
    const all = [
      challenge('c', { state: 'cancelled' }),
      challenge('b', { state: 'announced' }),
      challenge('a', { state: 'final' }),
    ];
    expect(ids(currentChallenges(all))).toEqual(['b']);
    expect(currentChallenges([challenge('c', { state: 'cancelled' })])).toEqual([]);
  });
});

describe('The place of a college', () => {
  test('counts one point more than the gap to overtake', () => {
    const rows = sceneRows('total');
    const own = rows[8]!;
    expect(standingOf(rows, own.collegeId)).toMatchObject({
      rank: 9,
      points: 884,
      shared: false,
      above: { rank: 8, points: 915 - 884 + 1 },
      below: { rank: 10, points: 884 - 806 },
    });
  });

  test('has nobody above the first and nobody below the last', () => {
    const rows = sceneRows('total');
    expect(standingOf(rows, rows[0]!.collegeId)!.above).toBeNull();
    expect(standingOf(rows, rows.at(-1)!.collegeId)!.below).toBeNull();
    expect(standingOf(rows, 'nobody')).toBeNull();
  });

  test('skips those who share it', () => {
    const rows = sceneRows('total').slice(0, 3);
    rows[2] = { ...rows[2]!, rank: rows[1]!.rank, points: rows[1]!.points };
    expect(standingOf(rows, rows[2].collegeId)).toMatchObject({ shared: true, above: { rank: 1 }, below: null });
  });
});

describe('Changes said to screen readers', () => {
  const rows = sceneRows('total');
  const pocket = (college: string, points: number) => ({
    challenge: challenge('amal'),
    standing: { ...standingOf(rows, college)!, points },
  });
  test('are those of place or points, after a first answer', () => {
    expect(changedPockets([], [pocket('c9', 884)])).toEqual([]);
    expect(changedPockets([pocket('c9', 884)], [pocket('c9', 884)])).toEqual([]);
    expect(changedPockets([pocket('c9', 884)], [pocket('c9', 920)])).toHaveLength(1);
  });
});
