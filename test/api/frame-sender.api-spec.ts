import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Namespace } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { sendToRoom } from '../../src/leaderboard/live/board-broadcaster.js';
import { until } from '../drills/drill.js';

const ROOM = 'amal/total/public/';
const TEXT = 'Ақшоқы колледжі «қ» 👍';

describe('sendToRoom with a stock client', () => {
  let http: HttpServer;
  let server: Server;
  let namespace: Namespace;
  /** Changes that socket.io sent itself. */
  let viaLibrary = 0;
  const clients: Socket[] = [];

  beforeAll(async () => {
    http = createServer();
    server = new Server(http, { pingInterval: 50 });
    server.engine.on('connection', (connection: NodeJS.EventEmitter) =>
      connection.on('packetCreate', ({ data }: { data?: string }) => {
        if (data?.includes('"changed"')) viaLibrary += 1;
      }),
    );
    namespace = server.of('/live');
    namespace.on('connection', (socket) => {
      socket.on('watch', (_body, ack) => {
        void socket.join(ROOM);
        ack({ seq: 0 });
      });
      socket.on('echo', (value, ack) => ack(value));
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => void (viaLibrary = 0));
  afterEach(() => clients.splice(0).forEach((client) => client.disconnect()));
  afterAll(() => server.close());

  const connect = () => {
    const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/live`;
    const client = io(url, { transports: ['websocket'], forceNew: true, reconnectionDelay: 1 });
    clients.push(client);
    const received: unknown[] = [];
    client.on('changed', (message: unknown) => received.push(message));
    client.on('other', (value: unknown) => received.push(value));
    return { client, received };
  };
  const watch = ({ client }: { client: Socket }) => client.timeout(5_000).emitWithAck('watch', {});
  const send = (seq: number) => sendToRoom(namespace, ROOM, 'changed', { seq, text: TEXT });

  test('delivers every message once and in order, beside messages of the library', async () => {
    const viewer = connect();
    await watch(viewer);
    const expected: unknown[] = [];
    const echoes: Promise<unknown>[] = [];
    for (let seq = 1; seq <= 200; seq += 1) {
      send(seq);
      expected.push({ seq, text: TEXT });
      if (seq % 3 === 0) {
        namespace.to(ROOM).emit('other', seq);
        expected.push(seq);
      }
      if (seq % 10 === 0) echoes.push(viewer.client.timeout(5_000).emitWithAck('echo', seq));
      if (seq % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until('the last message', () => viewer.received.length >= expected.length, 10_000);
    expect(viewer.received).toEqual(expected);
    expect(await Promise.all(echoes)).toEqual(Array.from({ length: 20 }, (_, index) => (index + 1) * 10));
    expect(viaLibrary).toBeLessThan(200);
  });

  test('delivers messages of every frame length, with pings between them', async () => {
    const viewer = connect();
    await watch(viewer);
    let pings = 0;
    viewer.client.io.engine.on('ping', () => (pings += 1));
    const lengths = [1, 60, 70, 30_000, 40_000];
    for (let n = 0; pings < 3 || n < lengths.length; n += 1) {
      const message = { n, text: 'қ'.repeat(lengths[n % lengths.length]!) };
      sendToRoom(namespace, ROOM, 'changed', message);
      await until('the message', () => viewer.received.length > n, 10_000);
      expect(viewer.received.at(-1)).toEqual(message);
    }
    expect(viewer.client.connected).toBe(true);
  });

  test('reaches a client that came back, and the others without a gap', async () => {
    const [cut, stays] = [connect(), connect()];
    await Promise.all([watch(cut), watch(stays)]);
    const back = new Promise<void>((resolve) => cut.client.io.once('reconnect', () => resolve()));
    send(1);
    namespace.sockets.get(cut.client.id!)!.conn.close(true);
    for (let seq = 2; seq <= 20; seq += 1) send(seq);
    await back;
    await watch(cut);
    send(21);
    const last = (received: unknown[]) => (received.at(-1) as { seq: number } | undefined)?.seq;
    await until('the last message', () => last(cut.received) === 21 && last(stays.received) === 21, 10_000);
    expect(stays.received).toEqual(Array.from({ length: 21 }, (_, index) => ({ seq: index + 1, text: TEXT })));
  });

  test('sends nothing to sockets outside the room', async () => {
    const viewer = connect();
    await viewer.client.timeout(5_000).emitWithAck('echo', 1);
    send(1);
    sendToRoom(namespace, 'nobody', 'changed', {});
    expect(await viewer.client.timeout(5_000).emitWithAck('echo', 2)).toBe(2);
    expect(viewer.received).toEqual([]);
  });
});
