import type { StandingsHead } from '../../../projections/standings/standings.contract.js';
import { merge, type RoomChange, union } from './room-change.js';
import { RoomFeed } from './room-feed.js';

const change = (seq: number, places: [number, number][] = [], removed: string[] = []): RoomChange => ({
  head: { challengeId: 'amal', board: 'total', seq } as StandingsHead,
  prev: seq - 1,
  moved: places.map(([from, to]) => ({ from, to })),
  removed: new Set(removed),
});

describe('the changes of a room', () => {
  let sent: RoomChange[];
  let feed: RoomFeed;
  let restMs: number;
  const seqs = () => sent.map(({ head }) => head.seq);

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    restMs = 100;
    feed = new RoomFeed((one) => {
      sent.push(one);
      return restMs;
    });
  });
  afterEach(() => jest.useRealTimers());

  it('go out at once when the room was quiet', () => {
    feed.push(change(1));
    expect(sent).toHaveLength(1);
    jest.advanceTimersByTime(100);
    feed.push(change(2));
    expect(seqs()).toEqual([1, 2]);
  });

  it('are at most ten a second, and the last state always arrives', () => {
    for (let seq = 1; seq <= 200; seq += 1) {
      feed.push(change(seq, [[0, 1]]));
      jest.advanceTimersByTime(5);
    }
    jest.advanceTimersByTime(1_000);
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent.at(-1)).toMatchObject({ head: { seq: 200 }, moved: [{ from: 0, to: 1 }] });
    sent.slice(1).forEach(({ prev }, index) => expect(prev).toBe(sent[index]!.head.seq));
  });

  it('are fewer in a room that has to wait longer, and the last state always arrives', () => {
    restMs = 450;
    for (let seq = 1; seq <= 200; seq += 1) {
      feed.push(change(seq));
      jest.advanceTimersByTime(5);
    }
    jest.advanceTimersByTime(1_000);
    expect(seqs()).toEqual([1, 90, 180, 200]);
  });

  it('cover together the places of each and all who are gone', () => {
    const both = merge(change(5, [[0, 2], [7, 8]], ['c']), change(6, [[1, 4]], ['b'])); // prettier-ignore
    expect(both).toMatchObject({ prev: 4, head: { seq: 6 }, removed: new Set(['c', 'b']) });
    expect(both.moved).toEqual([{ from: 0, to: 4 }, { from: 7, to: 8 }]); // prettier-ignore
  });

  it('touch each other nowhere', () => {
    const places = [[5, 9], [0, 1], [1, 3], [4, 6]].map(([from, to]) => ({ from: from!, to: to! })); // prettier-ignore
    expect(union(places)).toEqual([{ from: 0, to: 3 }, { from: 4, to: 9 }]); // prettier-ignore
  });

  it('are not said any more when they were told otherwise', () => {
    feed.push(change(1));
    feed.push(change(2));
    feed.forget();
    jest.advanceTimersByTime(1_000);
    feed.push(change(3));
    expect(seqs()).toEqual([1, 3]);
  });

  it('stop when the room closes', () => {
    feed.push(change(1));
    feed.push(change(2));
    feed.stop();
    jest.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(1);
  });
});
