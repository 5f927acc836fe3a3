import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Namespace } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { RoomSender } from '../../src/leaderboard/live/room-sender.js';
import { SlowSockets } from '../../src/leaderboard/live/slow-sockets.js';
import type { Line } from '../../src/leaderboard/live/socket-pipe.js';
import { until } from '../drills/drill.js';

const ROOM = 'amal/total/public/';
const TEXT = 'Ақшоқы колледжі «қ» 👍';

/** How a message reaches sockets: the frame itself, as socket.io does it, or now this way and now that. */
let turns = 0;
const ways = [
  ['the frame is written', (line: Line) => line.open()],
  ['the libraries are unknown', () => null],
  ['the way changes', (line: Line) => ((turns += 1) % 2 === 1 ? line.open() : null)],
] as const;

describe.each(ways)('a stock client cannot tell how a room is spoken to: %s', (way, pipeOf) => {
  let http: HttpServer;
  let server: Server;
  let namespace: Namespace;
  let sender: RoomSender;
  let slow: SlowSockets;
  let direct = 0;
  const clients: Socket[] = [];

  beforeAll(async () => {
    http = createServer();
    server = new Server(http, { pingInterval: 50 });
    namespace = server.of('/live');
    namespace.on('connection', (socket) => {
      socket.on('watch', (_body, ack) => {
        void socket.join(ROOM);
        ack({ seq: 0 });
      });
      socket.on('echo', (value, ack) => ack(value));
    });
    slow = new SlowSockets(namespace, () => undefined);
    sender = new RoomSender(namespace, slow, (line) => {
      const pipe = pipeOf(line);
      if (pipe) direct += 1;
      return pipe;
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  });
  afterEach(() => clients.splice(0).forEach((client) => client.disconnect()));
  afterAll(async () => {
    slow.stop();
    await server.close();
  });

  const connect = (transports: string[]) => {
    const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}/live`, {
      transports,
      forceNew: true,
      reconnectionDelay: 1,
    });
    clients.push(client);
    const heard: unknown[] = [];
    client.on('changed', (message: unknown) => heard.push(message));
    client.on('other', (value: unknown) => heard.push(value));
    return { client, heard };
  };
  const watch = ({ client }: { client: Socket }) => client.timeout(5_000).emitWithAck('watch', {});
  const say = (seq: number) => sender.send(ROOM, 'changed', { seq, text: TEXT });
  const messages = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index, text: TEXT }));

  test.each([
    ['websocket', ['websocket']],
    ['polling', ['polling']],
    ['polling, then websocket', ['polling', 'websocket']],
  ])('over %s it hears every message once and in order, among others and acknowledgements', async (_, transports) => {
    const viewer = connect(transports);
    await watch(viewer);
    const expected: unknown[] = [];
    const echoes: Promise<unknown>[] = [];
    for (let seq = 1; seq <= 200; seq += 1) {
      say(seq);
      expected.push({ seq, text: TEXT });
      if (seq % 3 === 0) {
        namespace.to(ROOM).emit('other', seq);
        expected.push(seq);
      }
      if (seq % 10 === 0) echoes.push(viewer.client.timeout(5_000).emitWithAck('echo', seq));
      if (seq % 2 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    await until('the last message', () => viewer.heard.length >= expected.length, 10_000);
    expect(viewer.heard).toEqual(expected);
    expect(await Promise.all(echoes)).toEqual(Array.from({ length: 20 }, (__, index) => (index + 1) * 10));
  });

  test('large messages are whole, and pings between them are answered', async () => {
    const viewer = connect(['websocket']);
    await watch(viewer);
    const long = 'қ'.repeat(40_000);
    let pings = 0;
    viewer.client.io.engine.on('ping', () => (pings += 1));
    for (let seq = 1; pings < 3; seq += 1) {
      sender.send(ROOM, 'changed', { seq, long });
      await until('the message', () => viewer.heard.length >= seq, 10_000);
      expect(viewer.heard.at(-1)).toEqual({ seq, long });
    }
    expect(viewer.client.connected).toBe(true);
  });

  test('after a cut it comes back and hears what is said from then on, and the others missed nothing', async () => {
    const [cut, stays] = [connect(['websocket']), connect(['websocket'])];
    await Promise.all([watch(cut), watch(stays)]);
    const back = new Promise<void>((resolve) => cut.client.io.once('reconnect', () => resolve()));
    say(1);
    namespace.sockets.get(cut.client.id!)!.conn.close(true);
    for (let seq = 2; seq <= 20; seq += 1) say(seq);
    await back;
    await watch(cut);
    say(21);
    await until('the last message', () => cut.heard.length > 0 && stays.heard.length >= 21, 10_000);
    await until('the last message', () => (cut.heard.at(-1) as { seq: number }).seq === 21, 10_000);
    expect(stays.heard).toEqual(messages(1, 21));
  });

  test('an empty room hears nothing, nor does another room', async () => {
    const viewer = connect(['websocket']);
    await viewer.client.timeout(5_000).emitWithAck('echo', 1);
    say(1);
    sender.send('nobody', 'changed', {});
    expect(await viewer.client.timeout(5_000).emitWithAck('echo', 2)).toBe(2);
    expect(viewer.heard).toEqual([]);
  });

  test('this is the way that was tried', () => {
    if (way === 'the libraries are unknown') expect(direct).toBe(0);
    else expect(direct).toBeGreaterThan(20);
  });
});
