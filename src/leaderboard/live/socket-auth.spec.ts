import { EventEmitter } from 'node:events';
import type { Namespace, Socket } from 'socket.io';
import type { Sessions, Viewer } from '../../http/access.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { openSockets } from '../../observability/metrics.js';
import { readEnvironment } from '../../config/environment.js';
import { RateLimits } from '../../http/rate-limits.js';
import { RequestAddress } from '../../http/request-address.js';
import { SocketAuth } from './socket-auth.js';

type Middleware = (socket: Socket, next: (error?: Error) => void) => void;

class FakeSocket extends EventEmitter {
  data: unknown = {};
  readonly handshake: { query: object; headers: object; auth: object };
  readonly request: object;
  readonly disconnect = jest.fn();

  constructor(session: string) {
    super();
    this.handshake = { query: { lang: 'en' }, headers: {}, auth: {} };
    this.request = { headers: { cookie: session }, socket: { remoteAddress: '127.0.0.1' } };
  }
}

describe('SocketAuth', () => {
  let viewer: Viewer | null;
  let fault: Error | null;
  let middleware: Middleware;
  let auth: SocketAuth;
  let endSession: (session: string) => void;
  let opts: { allowRequest?: (request: unknown, decide: (refusal: string | null) => void) => void };
  const namespace = Object.assign(new EventEmitter(), { sockets: new Map() });

  const opened = async () =>
    (await openSockets.get()).values.find(({ labels }) => labels.audience === 'staff')?.value ?? 0;
  const authenticate = async (session = 'session') => {
    const socket = new FakeSocket(session);
    await new Promise<void>((next) => middleware(socket as unknown as Socket, () => next()));
    return socket;
  };

  const connect = async (session?: string) => {
    const socket = await authenticate(session);
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
      sessionOf: (cookie?: string) => cookie ?? null,
      isKnown: () => true,
      onAccountChanged: () => undefined,
      onSessionEnded: (listener: (session: string) => void) => (endSession = listener),
    };
    namespace.sockets.clear();
    opts = {};
    const server = { engine: { opts, use: () => undefined }, use: () => undefined };
    const all = Object.assign(namespace, { server, use: (step: Middleware) => (middleware = step) });
    const config = readEnvironment({});
    const address = new RequestAddress(config);
    auth = new SocketAuth(sessions as unknown as Sessions, address, new RateLimits(config), config);
    auth.guard(all as unknown as Namespace);
  });
  afterEach(() => {
    auth.onModuleDestroy();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });

  it('refuses in the reader’s language, without internals, when the database is gone', async () => {
    fault = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5433'), { code: 'ECONNREFUSED' });
    const refused = await new Promise<Error>((next) =>
      middleware(new FakeSocket('session') as unknown as Socket, (error) => next(error!)),
    );
    const title = messageOf('STORE_UNAVAILABLE', 'en');
    const data = { type: 'urn:qorzhyn:problem:STORE_UNAVAILABLE', title, status: 503, code: 'STORE_UNAVAILABLE' };
    expect([refused.message, (refused as Error & { data: object }).data]).toEqual([title, data]);
  });

  const admit = (cookie?: string) => {
    const tcp = Object.assign(new EventEmitter(), { remoteAddress: '203.0.113.7', destroyed: false });
    const request = { headers: { host: 'a', cookie }, socket: tcp };
    return new Promise<{ refusal: string | null; tcp: EventEmitter }>((done) =>
      opts.allowRequest!(request, (refusal) => done({ refusal, tcp })),
    );
  };

  it('admits 600 phones and 20 screens of one hall three times', async () => {
    const hall = await Promise.all(Array.from({ length: 3 * 620 }, () => admit()));
    expect(hall.filter(({ refusal }) => refusal !== null)).toEqual([]);
    await Promise.all(Array.from({ length: 140 }, () => admit()));
    expect((await admit()).refusal).toBe('TOO_MANY_SOCKETS');
    expect((await admit('session')).refusal).toBeNull();
    hall[0]!.tcp.emit('close');
    expect([(await admit()).refusal, (await admit()).refusal]).toEqual([null, 'TOO_MANY_SOCKETS']);
  });

  it('survives a connection that is reset during its admission', () => {
    const tcp = Object.assign(new EventEmitter(), { remoteAddress: '203.0.113.7', destroyed: false });
    opts.allowRequest!({ headers: { host: 'a', cookie: 'session' }, socket: tcp }, () => undefined);
    expect(() => tcp.emit('error', new Error('read ECONNRESET'))).not.toThrow();
  });

  it('counts no socket that left during authentication', async () => {
    const before = await opened();
    await authenticate();
    expect(await opened()).toBe(before);
  });

  it('disconnects a socket within five seconds of its session’s end', async () => {
    const before = await opened();
    const socket = await connect();
    expect(await opened()).toBe(before + 1);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(socket.disconnect).not.toHaveBeenCalled();
    viewer = null;
    await jest.advanceTimersByTimeAsync(5_000);
    expect(socket.disconnect).toHaveBeenCalledWith(true);
    socket.emit('disconnect');
    expect(await opened()).toBe(before);
  });

  it('disconnects the sockets of a session that ended in any process', async () => {
    const [one, other] = [await connect('one'), await connect('other')];
    endSession('one');
    expect([one.disconnect.mock.calls.length, other.disconnect.mock.calls.length]).toEqual([1, 0]);
  });
});
