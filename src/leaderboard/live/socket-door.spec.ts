import { EventEmitter } from 'node:events';
import type { Namespace, Socket } from 'socket.io';
import type { RequestAddress } from '../../http/request-address.js';
import type { Viewer } from '../../http/access.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { openSockets } from '../../observability/metrics.js';
import type { Sessions } from '../../http/sessions.js';
import type { BetweenProcesses } from '../../http/sockets/between-processes.js';
import { SocketDoor } from './socket-door.js';

type Meeting = (socket: Socket, next: (error?: Error) => void) => void;

class FakeSocket extends EventEmitter {
  data: unknown = {};
  readonly handshake: { query: object; headers: { cookie: string } };
  readonly disconnect = jest.fn();

  constructor(session: string) {
    super();
    this.handshake = { query: { lang: 'en' }, headers: { cookie: session } };
  }
}

describe('the door of the live sockets', () => {
  let viewer: Viewer | null;
  let fault: Error | null;
  let meeting: Meeting;
  let door: SocketDoor;
  let endSession: (session: string) => void;
  let hear: (session: string) => void;
  let told: string[];
  let forgotten: string[];
  const namespace = Object.assign(new EventEmitter(), { sockets: new Map() });

  const opened = async () =>
    (await openSockets.get()).values.find(({ labels }) => labels.audience === 'staff')?.value ?? 0;
  const meet = async (session = 'session') => {
    const socket = new FakeSocket(session);
    await new Promise<void>((next) => meeting(socket as unknown as Socket, () => next()));
    return socket;
  };

  const come = async (session?: string) => {
    const socket = await meet(session);
    namespace.sockets.set(session, socket);
    namespace.emit('connection', socket);
    return socket;
  };

  beforeEach(() => {
    jest.useFakeTimers();
    fault = null;
    viewer = { role: 'reviewer', accountId: 'aigul', collegeId: null } as Viewer;
    namespace.removeAllListeners();
    const sessions = {
      viewerOf: () => (fault ? Promise.reject(fault) : Promise.resolve(viewer)),
      viewersOf: ([session]: string[]) => Promise.resolve(new Map(viewer ? [[session, viewer]] : [])),
      sessionOf: (cookie: string) => cookie,
      onAccountChanged: () => undefined,
      endedElsewhere: (session: string) => forgotten.push(session),
      onSessionEnded: (listener: (session: string) => void) => (endSession = listener),
    };
    const others = {
      join: () => undefined,
      tell: (_namespace: unknown, _name: string, session: string) => told.push(session),
      hear: (_namespace: unknown, _name: string, listener: (session: string) => void) => (hear = listener),
    };
    namespace.sockets.clear();
    [told, forgotten] = [[], []];
    const server = { engine: { opts: {} } };
    const all = Object.assign(namespace, { server, use: (step: Meeting) => (meeting = step) });
    door = new SocketDoor(sessions as unknown as Sessions, {} as RequestAddress, others as unknown as BetweenProcesses);
    door.guard(all as unknown as Namespace);
  });
  afterEach(() => {
    door.onModuleDestroy();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('says in the language of the reader that the database is gone, and nothing of where it is', async () => {
    fault = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5433'), { code: 'ECONNREFUSED' });
    const refused = await new Promise<Error>((next) =>
      meeting(new FakeSocket('session') as unknown as Socket, (error) => next(error!)),
    );
    const title = messageOf('STORE_UNAVAILABLE', 'en');
    const data = { type: 'urn:qorzhyn:problem:STORE_UNAVAILABLE', title, status: 503, code: 'STORE_UNAVAILABLE' };
    expect([refused.message, (refused as Error & { data: object }).data]).toEqual([title, data]);
  });

  it('keeps nothing of a socket that went away while its session was looked up', async () => {
    const before = await opened();
    await meet();
    expect(await opened()).toBe(before);
  });

  it('looks every five seconds whether the session still says so, and ends the socket when it does not', async () => {
    const before = await opened();
    const socket = await come();
    expect(await opened()).toBe(before + 1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(socket.disconnect).not.toHaveBeenCalled();
    viewer = null;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(socket.disconnect).toHaveBeenCalledWith(true);
    socket.emit('disconnect');
    expect(await opened()).toBe(before);
  });

  it('ends the sockets of a session that ended, here or in another process, and tells the others of its own', async () => {
    const [one, other] = [await come('one'), await come('other')];
    endSession('one');
    expect([one.disconnect.mock.calls.length, other.disconnect.mock.calls.length, told]).toEqual([1, 0, ['one']]);
    hear('other');
    expect([other.disconnect.mock.calls.length, told, forgotten]).toEqual([1, ['one'], ['other']]);
  });
});
