import { EventEmitter } from 'node:events';
import type { Namespace } from 'socket.io';
import { Doorbell } from '../../projector/doorbell.js';
import type { CurrentBoards } from '../current-boards.js';
import { LiveRooms } from './live-rooms.js';
import { cutSlow } from './slow-sockets.js';

const MEGABYTE = 1_048_576;
const WATCHED = 'amal/total/public/';

/** A namespace as far as rooms need one, with sockets that have so many bytes still to send. */
class Sockets {
  readonly adapter = Object.assign(new EventEmitter(), { rooms: new Map<string, Set<string>>() });
  readonly sockets = new Map<string, { conn: { writeBuffer: object[]; transport: object; close(): void } }>();
  readonly said: unknown[] = [];
  readonly cut: string[] = [];

  join(id: string, room: string, { queued = '', inPipe = 0 } = {}): void {
    const conn = {
      writeBuffer: [{ data: queued }, { data: undefined }],
      transport: { socket: { bufferedAmount: inPipe, terminate: () => undefined } },
      close: () => void this.cut.push(id),
    };
    this.sockets.set(id, { conn });
    this.adapter.rooms.set(room, (this.adapter.rooms.get(room) ?? new Set()).add(id));
  }

  to(room: string) {
    return { emit: (name: string, message: object) => this.said.push([room, name, message]) };
  }

  get namespace(): Namespace {
    return this as unknown as Namespace;
  }
}

describe('the rooms of the live boards', () => {
  let sockets: Sockets;
  let rooms: LiveRooms;
  const boards = {
    get: (_: string, board: string) =>
      board === 'total' ? Promise.resolve({ standings: { seq: 7 } }) : Promise.reject(new Error('no database')),
  } as unknown as CurrentBoards;

  beforeEach(() => {
    jest.useFakeTimers();
    sockets = new Sockets();
    rooms = new LiveRooms(boards, new Doorbell());
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

describe('a socket that does not take what it is sent', () => {
  const cutOf = (unsent: { queued?: string; inPipe?: number }, room = WATCHED) => {
    const sockets = new Sockets();
    sockets.join('slow', room, unsent);
    sockets.join('quick', WATCHED, { queued: 'x', inPipe: 1_000 });
    cutSlow(sockets.namespace, WATCHED);
    return sockets.cut;
  };

  it('is cut above one megabyte, wherever the bytes wait, and letters count as bytes', () => {
    expect(cutOf({ inPipe: MEGABYTE + 1 })).toEqual(['slow']);
    expect(cutOf({ queued: 'x'.repeat(MEGABYTE + 1) })).toEqual(['slow']);
    expect(cutOf({ queued: 'қ'.repeat(MEGABYTE / 2), inPipe: 1 })).toEqual(['slow']);
  });

  it('is left alone up to one megabyte, and in other rooms', () => {
    expect(cutOf({ inPipe: MEGABYTE })).toEqual([]);
    expect(cutOf({ queued: 'қ'.repeat(MEGABYTE / 2) })).toEqual([]);
    expect(cutOf({ inPipe: 2 * MEGABYTE }, 'amal/total/staff/')).toEqual([]);
  });
});
