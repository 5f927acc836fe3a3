import { EventEmitter } from 'node:events';
import type { Namespace } from 'socket.io';
import type { CurrentBoards } from '../current-boards.js';
import { LiveRooms } from './live-rooms.js';

const WATCHED = 'amal/total/public/';

/** A namespace as far as rooms need one; its sockets are of a library that nobody knows. */
class Sockets {
  readonly name = '/live';
  readonly server = {};
  readonly adapter = Object.assign(new EventEmitter(), { rooms: new Map<string, Set<string>>() });
  readonly sockets = new Map<string, object>();
  readonly said: unknown[] = [];

  join(id: string, room: string): void {
    this.sockets.set(id, { id, conn: {} });
    this.adapter.rooms.set(room, (this.adapter.rooms.get(room) ?? new Set()).add(id));
  }

  readonly local = {
    to: (room: string) => ({ emit: (name: string, message: object) => this.said.push([room, name, message]) }),
  };

  get namespace(): Namespace {
    return this as unknown as Namespace;
  }
}

describe('the rooms of the live boards', () => {
  let sockets: Sockets;
  let rooms: LiveRooms;
  const boards = {
    listen: () => () => undefined,
    open: (key: string) =>
      key === WATCHED
        ? Promise.resolve({ head: { challengeId: 'amal', board: 'total', seq: 7 } })
        : Promise.reject(new Error('no database')),
  } as unknown as CurrentBoards;

  beforeEach(() => {
    jest.useFakeTimers();
    sockets = new Sockets();
    rooms = new LiveRooms(boards);
    rooms.open(sockets.namespace);
  });
  afterEach(() => {
    rooms.onModuleDestroy();
    jest.useRealTimers();
  });

  it('are told their number every 15 seconds, and not before', async () => {
    sockets.join('viewer', WATCHED);
    sockets.join('viewer', 'viewer');
    await jest.advanceTimersByTimeAsync(14_999);
    expect(sockets.said).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    const alive = [WATCHED, 'standings:alive', { challengeId: 'amal', board: 'total', seq: 7 }];
    expect(sockets.said).toEqual([alive]);
    await jest.advanceTimersByTimeAsync(30_000);
    expect(sockets.said).toEqual([alive, alive, alive]);
  });

  it('hear of each other’s boards while one cannot be read', async () => {
    sockets.join('other', 'amal/per-100/public/');
    sockets.join('viewer', WATCHED);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(sockets.said).toMatchObject([[WATCHED, 'standings:alive', { seq: 7 }]]);
  });

  it('are told nothing after the end', async () => {
    sockets.join('viewer', WATCHED);
    rooms.onModuleDestroy();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(sockets.said).toEqual([]);
  });
});
