import { EventEmitter } from 'node:events';
import type { Namespace } from 'socket.io';
import { limitConnections } from './backpressure.js';

const MEGABYTE = 1_048_576;

/** A connection of engine.io: what is sent while the transport is not writable waits for a drain. */
class FakeConnection extends EventEmitter {
  readyState = 'open';
  readonly transport = { writable: true };
  readonly request = { socket: { resetAndDestroy: jest.fn() } };
  readonly close = jest.fn(() => (this.readyState = 'closed'));

  send(data: string): void {
    this.emit('packetCreate', { type: 'message', data });
    if (this.transport.writable) this.emit('drain');
  }

  drain(): void {
    this.emit('drain');
  }

  get isClosed(): boolean {
    return this.close.mock.calls.length > 0;
  }
}

describe('limitConnections', () => {
  const engine = new EventEmitter();
  const connected = (writable = true) => {
    const connection = new FakeConnection();
    connection.transport.writable = writable;
    engine.emit('connection', connection);
    return connection;
  };

  beforeAll(() => limitConnections({ server: { engine } } as unknown as Namespace));
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('closes a connection when more than a megabyte waits for it', () => {
    const slow = connected(false);
    slow.send('қ'.repeat(MEGABYTE / 4));
    expect(slow.isClosed).toBe(false);
    slow.send('қ'.repeat(MEGABYTE / 4));
    expect(slow.close.mock.calls).toEqual([[true]]);
    expect(slow.request.socket.resetAndDestroy).toHaveBeenCalledTimes(1);
  });

  it('keeps a connection that takes large messages at once', () => {
    const quick = connected();
    for (let n = 0; n < 10; n += 1) quick.send('x'.repeat(MEGABYTE));
    expect(quick.isClosed).toBe(false);
  });

  it('counts from zero again after each drain', () => {
    const slow = connected(false);
    for (let n = 0; n < 10; n += 1) {
      slow.send('x'.repeat(MEGABYTE / 2));
      slow.drain();
    }
    expect(slow.isClosed).toBe(false);
  });

  it('closes a connection that takes nothing for a minute', () => {
    const [stalled, slow] = [connected(false), connected(false)];
    for (let second = 0; second <= 60; second += 15) {
      stalled.send('alive');
      slow.send('alive');
      if (second === 30) slow.drain();
      expect(stalled.isClosed).toBe(second === 60);
      jest.advanceTimersByTime(15_000);
    }
    expect(slow.isClosed).toBe(false);
  });

  it('closes a connection that sends over a hundred packets in a second', () => {
    const [loud, busy] = [connected(), connected()];
    for (let n = 0; n < 100; n += 1) loud.emit('packet');
    expect(loud.isClosed).toBe(false);
    loud.emit('packet');
    for (let n = 0; n < 300; n += 1) {
      busy.emit('packet');
      jest.advanceTimersByTime(11);
    }
    expect([loud.isClosed, busy.isClosed]).toEqual([true, false]);
  });
});
