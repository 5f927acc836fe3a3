import { EventEmitter } from 'node:events';
import type { Namespace, Socket } from 'socket.io';
import type { AppConfig } from '../../config/environment.js';
import type { Viewer } from '../../http/access.js';
import { openSockets } from '../../http/metrics/metrics.js';
import type { Sessions } from '../../http/sessions.js';
import { SocketDoor } from './socket-door.js';

type Meeting = (socket: Socket, next: (error?: Error) => void) => void;

class FakeSocket extends EventEmitter {
  data: unknown = {};
  readonly handshake = { headers: { cookie: 'session' } };
  readonly disconnect = jest.fn();
}

describe('the door of the live sockets', () => {
  let viewer: Viewer | null;
  let meeting: Meeting;
  const namespace = Object.assign(new EventEmitter(), { sockets: new Map() });

  const opened = async () =>
    (await openSockets.get()).values.find(({ labels }) => labels.audience === 'staff')?.value ?? 0;
  const meet = async () => {
    const socket = new FakeSocket();
    await new Promise<void>((next) => meeting(socket as unknown as Socket, () => next()));
    return socket;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    viewer = { role: 'reviewer', accountId: 'aigul', collegeId: null } as Viewer;
    namespace.removeAllListeners();
    const sessions = { viewerOf: () => Promise.resolve(viewer), onAccountChanged: () => undefined };
    const server = { engine: { opts: {} } };
    const all = Object.assign(namespace, { server, use: (step: Meeting) => (meeting = step) });
    new SocketDoor(sessions as unknown as Sessions, {} as AppConfig).guard(all as unknown as Namespace);
  });
  afterEach(() => jest.useRealTimers());

  it('keeps nothing of a socket that went away while its session was looked up', async () => {
    const before = await opened();
    await meet();
    expect(jest.getTimerCount()).toBe(0);
    expect(await opened()).toBe(before);
  });

  it('looks every minute whether the session still says so, and ends the socket when it does not', async () => {
    const before = await opened();
    const socket = await meet();
    namespace.emit('connection', socket);
    expect(await opened()).toBe(before + 1);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(socket.disconnect).not.toHaveBeenCalled();
    viewer = null;
    await jest.advanceTimersByTimeAsync(60_000);
    expect(socket.disconnect).toHaveBeenCalledWith(true);
    socket.emit('disconnect');
    expect([jest.getTimerCount(), await opened()]).toEqual([0, before]);
  });
});
