import { EventEmitter } from 'node:events';
import type { Namespace, Socket } from 'socket.io';
import { SlowSockets } from './slow-sockets.js';

const MEGABYTE = 1_048_576;
const ROOM = 'amal/total/public/';

/** A socket as far as its unsent bytes go: `queued` waits in engine.io, `inPipe` in the TCP connection. */
class FakeSocket extends EventEmitter {
  isCut = false;
  taken = 0;
  readonly tcp = new EventEmitter();
  readonly web = { _socket: Object.assign(this.tcp, { writableLength: 0, _handle: {} }), bufferedAmount: 0 };
  readonly conn = Object.assign(new EventEmitter(), {
    writeBuffer: [] as object[],
    transport: { socket: Object.assign(this.web, { terminate: () => undefined }) },
    close: () => void (this.isCut = true),
  });

  constructor(readonly id: string) {
    super();
    this.holds({});
  }

  holds({ queued = '', inPipe = 0 }): this {
    this.conn.writeBuffer = [{ data: queued }, { data: undefined }];
    this.web.bufferedAmount = inPipe;
    // oxlint-disable-next-line no-underscore-dangle -- ws and Node name them so
    Object.assign(this.web._socket, { writableLength: inPipe, _handle: this.handle(inPipe) });
    return this;
  }

  private handle(inPipe: number) {
    return { bytesWritten: this.taken + inPipe, writeQueueSize: inPipe };
  }
}

describe('a socket that does not take what it is sent', () => {
  let slow: SlowSockets;
  let drained: unknown[];
  const sockets = new Map<string, Socket>();
  const socketThatHolds = (unsent: { queued?: string; inPipe?: number }, id = 'slow') => {
    const fake = new FakeSocket(id).holds(unsent);
    sockets.set(id, fake as unknown as Socket);
    return fake;
  };
  const sent = (fake: FakeSocket, bytes = 200, room = ROOM) => slow.takes(fake as unknown as Socket, room, bytes);

  beforeEach(() => {
    jest.useFakeTimers();
    sockets.clear();
    drained = [];
    slow = new SlowSockets({ sockets } as unknown as Namespace, ({ id }, room) => drained.push([id, room]));
  });
  afterEach(() => {
    slow.stop();
    jest.useRealTimers();
  });

  it('is sent to while less than 64 KiB wait for it, and then no more', () => {
    expect(sent(socketThatHolds({ inPipe: 65_535 }))).toBe(true);
    expect(sent(socketThatHolds({ inPipe: 65_536 }))).toBe(false);
    expect(sent(socketThatHolds({ queued: 'қ'.repeat(32_768) }, 'other'))).toBe(false);
    expect([slow.isBehind('slow'), slow.isBehind('other'), slow.isBehind('third')]).toEqual([true, true, false]);
  });

  it('is told, once it has drained, of every room of which it missed something', () => {
    const fake = socketThatHolds({ inPipe: 70_000 });
    sent(fake);
    sent(fake);
    sent(fake, 200, 'green/total/public/');
    fake.holds({});
    expect(sent(fake)).toBe(false);
    fake.tcp.emit('drain');
    expect(drained).toEqual([
      ['slow', ROOM],
      ['slow', 'green/total/public/'],
    ]);
    expect([slow.isBehind('slow'), sent(fake), fake.isCut]).toEqual([false, true, false]);
  });

  it('is listened to no more often, however often it falls behind and drains', () => {
    const fake = socketThatHolds({});
    for (let n = 0; n < 3; n += 1) {
      sent(fake.holds({ inPipe: 70_000 }));
      expect(fake.listenerCount('disconnect')).toBe(1);
      fake.holds({});
      fake.tcp.emit('drain');
    }
    expect([drained.length, fake.listenerCount('disconnect')]).toEqual([3, 0]);
    sent(fake.holds({ inPipe: 70_000 }));
    fake.emit('disconnect');
    expect(slow.isBehind('slow')).toBe(false);
  });

  it('waits for another drain when more came in the meantime', () => {
    const fake = socketThatHolds({ inPipe: 70_000 });
    sent(fake);
    fake.tcp.emit('drain');
    expect(drained).toEqual([]);
    fake.holds({});
    fake.tcp.emit('drain');
    expect(drained).toHaveLength(1);
  });

  it('is cut above one megabyte, wherever it waits, and what was withheld counts', () => {
    const cutOf = (unsent: { queued?: string; inPipe?: number }, bytes: number) => {
      const fake = socketThatHolds(unsent);
      sent(fake, bytes);
      fake.emit('disconnect');
      return fake.isCut;
    };
    expect(cutOf({ inPipe: MEGABYTE }, 1)).toBe(true);
    expect(cutOf({ queued: 'қ'.repeat(MEGABYTE / 2) }, 1)).toBe(true);
    expect(cutOf({ inPipe: 100_000 }, MEGABYTE - 99_999)).toBe(true);
    expect(cutOf({ inPipe: 100_000 }, MEGABYTE - 100_000)).toBe(false);
  });

  it('is cut when it asks for more while over a megabyte waits', () => {
    const asks = (inPipe: number) => slow.cutIfFull(socketThatHolds({ inPipe }) as unknown as Socket);
    expect([asks(MEGABYTE), asks(MEGABYTE + 1)]).toEqual([false, true]);
  });

  it('is cut when it takes nothing for a minute, and not while it takes a little', () => {
    const [stuck, busy, idle] = [
      socketThatHolds({ inPipe: 10 }, 'stuck'),
      socketThatHolds({ inPipe: 10 }, 'busy'),
      socketThatHolds({}, 'idle'),
    ];
    for (let second = 0; second < 64; second += 1) {
      busy.taken += 1;
      busy.holds({ inPipe: 10 });
      jest.advanceTimersByTime(1_000);
    }
    expect(stuck.isCut).toBe(false);
    jest.advanceTimersByTime(1_000);
    expect([stuck.isCut, busy.isCut, idle.isCut]).toEqual([true, false, false]);
  });
});
