import type { StandingsChanged, StandingsRow } from '../standings.contract.js';
import { merge, RoomFeed } from './room-feed.js';

const row = (collegeId: string, points: number) => ({ collegeId, points }) as StandingsRow;
const change = (seq: number, changes: StandingsRow[] = [], removed: string[] = []): StandingsChanged => ({
  challengeId: 'amal',
  board: 'total',
  seq,
  prev: seq - 1,
  position: String(seq * 10),
  asOf: '2026-10-05T07:00:00.000Z',
  frozen: false,
  rulebookVersion: 1,
  changes,
  removed,
});

describe('the messages of a room', () => {
  let sent: StandingsChanged[];
  let feed: RoomFeed;
  let restMs: number;

  beforeEach(() => {
    jest.useFakeTimers();
    sent = [];
    restMs = 100;
    feed = new RoomFeed((message) => {
      sent.push(message);
      return restMs;
    });
  });
  afterEach(() => jest.useRealTimers());

  it('go out at once when the room was quiet', () => {
    feed.push(change(1));
    expect(sent).toHaveLength(1);
    jest.advanceTimersByTime(100);
    feed.push(change(2));
    expect(sent.map(({ seq }) => seq)).toEqual([1, 2]);
  });

  it('are at most ten a second, and the last state always arrives', () => {
    for (let seq = 1; seq <= 200; seq += 1) {
      feed.push(change(seq, [row('a', seq)]));
      jest.advanceTimersByTime(5);
    }
    jest.advanceTimersByTime(1_000);
    expect(sent.length).toBeLessThanOrEqual(11);
    expect(sent.at(-1)).toMatchObject({ seq: 200, changes: [{ points: 200 }] });
    sent.slice(1).forEach(({ prev }, index) => expect(prev).toBe(sent[index]!.seq));
  });

  it('are fewer in a room that has to wait longer, and the last state always arrives', () => {
    restMs = 450;
    for (let seq = 1; seq <= 200; seq += 1) {
      feed.push(change(seq, [row('a', seq)]));
      jest.advanceTimersByTime(5);
    }
    jest.advanceTimersByTime(1_000);
    expect(sent.map(({ seq }) => seq)).toEqual([1, 90, 180, 200]);
  });

  it('say of each college what the later one said', () => {
    const both = merge(change(5, [row('a', 1), row('b', 1)], ['c']), change(6, [row('c', 2), row('a', 3)], ['b']));
    expect(both).toMatchObject({ prev: 4, seq: 6, changes: [row('c', 2), row('a', 3)], removed: ['b'] });
  });

  it('stop when the room closes', () => {
    feed.push(change(1));
    feed.push(change(2));
    feed.stop();
    jest.advanceTimersByTime(1_000);
    expect(sent).toHaveLength(1);
  });
});
