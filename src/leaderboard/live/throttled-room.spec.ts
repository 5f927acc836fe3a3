import type { StandingsAlive, StandingsChanged } from '../../../projections/standings/standings.contract.js';
import { CachedBoard } from '../board-cache.js';
import { type RoomPorts, ThrottledRoom } from './board-broadcaster.js';

const KEY = 'amal/total/public/';
const names = { kk: 'Ақтау', ru: 'Актау', en: 'Aktau' };
const standing = (collegeId: string, points: number) => ({
  key: KEY + collegeId,
  body: { collegeId, names, shortNames: names, points, kinds: 1, participants: 0, divisor: 200, league: null },
});
const boardOf = (seq: number, points: Record<string, number> = {}) =>
  CachedBoard.of(KEY, [
    { key: KEY, body: { challengeId: 'amal', board: 'total', seq } },
    ...Object.entries(points).map(([collegeId, own]) => standing(collegeId, own)),
  ])!;

describe('ThrottledRoom', () => {
  let board: CachedBoard | undefined;
  let stored: CachedBoard | null;
  let loads: number;
  let sockets: number;
  let changed: StandingsChanged[];
  let alive: StandingsAlive[];
  let room: ThrottledRoom;
  const seqs = () => changed.map(({ seq }) => seq);
  const ports: RoomPorts = {
    peek: () => board,
    load: async () => {
      loads += 1;
      board = stored ?? undefined;
      return stored;
    },
    sockets: () => sockets,
    sendChanged: (message) => void changed.push(message),
    sendAlive: (message) => void alive.push(message),
  };
  const become = (seq: number, points: Record<string, number> = {}) => {
    board = boardOf(seq, points);
    room.push();
  };

  beforeEach(() => {
    jest.useFakeTimers();
    [changed, alive, loads, sockets, stored] = [[], [], 0, 1, null];
    board = boardOf(1, { aktau: 5, beineu: 3 });
    room = new ThrottledRoom(ports, board);
  });
  afterEach(() => {
    room.stop();
    jest.useRealTimers();
  });

  it('sends a change at once when the room was quiet', () => {
    become(2);
    expect(seqs()).toEqual([2]);
    jest.advanceTimersByTime(100);
    become(3);
    expect(seqs()).toEqual([2, 3]);
  });

  it('sends at most ten changes a second, and the last state', () => {
    for (let seq = 2; seq <= 201; seq += 1) {
      become(seq);
      jest.advanceTimersByTime(5);
    }
    jest.advanceTimersByTime(1_000);
    expect(changed.length).toBeLessThanOrEqual(12);
    expect(changed.at(-1)!.seq).toBe(201);
    changed.slice(1).forEach(({ prev }, index) => expect(prev).toBe(changed[index]!.seq));
  });

  it('pauses longer the more sockets it has', () => {
    sockets = 10_000;
    for (let seq = 2; seq <= 201; seq += 1) {
      become(seq);
      jest.advanceTimersByTime(5);
    }
    jest.advanceTimersByTime(1_000);
    expect(seqs()).toEqual([2, 81, 161, 201]);
  });

  it('sends the rows that differ and the colleges that left', () => {
    become(2, { aktau: 5, munaily: 4 });
    expect(changed).toMatchObject([{ prev: 1, seq: 2, removed: ['beineu'] }]);
    expect(changed[0]!.changes.map(({ collegeId, rank }) => [collegeId, rank])).toEqual([['munaily', 2]]);
  });

  it('sends one difference for all changes of a pause', () => {
    become(2, { aktau: 6, beineu: 3 });
    become(3, { aktau: 6 });
    become(4, { aktau: 6, beineu: 9 });
    jest.advanceTimersByTime(100);
    expect(changed[1]).toMatchObject({ prev: 2, seq: 4, removed: [] });
    expect(changed[1]!.changes.map(({ collegeId, order }) => [collegeId, order])).toEqual([
      ['beineu', 0],
      ['aktau', 1],
    ]);
  });

  it('sends nothing for a state that it has sent', () => {
    become(1, { aktau: 9 });
    expect(changed).toEqual([]);
  });

  it('sends the difference to a board that was loaded again', async () => {
    board = undefined;
    stored = boardOf(7, { aktau: 5, beineu: 4 });
    room.push();
    room.push();
    await jest.advanceTimersByTimeAsync(0);
    expect([loads, changed]).toMatchObject([1, [{ prev: 1, seq: 7 }]]);
    expect(changed[0]!.changes.map(({ collegeId }) => collegeId)).toEqual(['beineu']);
  });

  it('loads once more when the cache dropped the board during the load', async () => {
    const drop = jest.fn(ports.load).mockImplementationOnce(async () => boardOf(2));
    const dropped = new ThrottledRoom({ ...ports, load: drop }, boardOf(1));
    board = undefined;
    stored = boardOf(3, { aktau: 6 });
    dropped.push();
    await jest.advanceTimersByTimeAsync(0);
    expect([drop.mock.calls.length, seqs()]).toEqual([2, [3]]);
    dropped.stop();
  });

  it('sends the last change that arrives while a board is loaded', async () => {
    board = undefined;
    stored = boardOf(2);
    room.push();
    stored = boardOf(3, { aktau: 6 });
    room.push();
    await jest.advanceTimersByTimeAsync(0);
    become(4, { aktau: 7 });
    jest.advanceTimersByTime(100);
    expect(seqs().at(-1)).toBe(4);
  });

  it('sends at the next heartbeat what a failed load held back', async () => {
    board = undefined;
    room.push();
    await jest.advanceTimersByTimeAsync(0);
    stored = boardOf(2);
    room.heartbeat();
    await jest.advanceTimersByTimeAsync(0);
    expect([loads, seqs(), alive]).toEqual([2, [2], []]);
  });

  it('sends the number of the last change as a heartbeat', () => {
    become(2);
    room.heartbeat();
    expect(alive).toEqual([{ challengeId: 'amal', board: 'total', seq: 2 }]);
  });

  it('sends nothing after the stop', () => {
    become(2);
    become(3);
    room.stop();
    jest.advanceTimersByTime(1_000);
    expect(seqs()).toEqual([2]);
  });
});
