import { createServer, type Server as HttpServer } from 'node:http';
import { connect as connectTcp, type AddressInfo } from 'node:net';
import { Server, type Namespace } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import type { ReadyBoard } from '../../src/leaderboard/current-board.js';
import { BoardAnswers } from '../../src/leaderboard/live/board-answers.js';
import { writeUpgradeAtOnce } from '../../src/leaderboard/live/upgrade-write.js';
import { ready } from '../../src/leaderboard/ready-answer.js';
import type { Standings } from '../../projections/standings/standings.contract.js';

const boardOf = (seq: number): ReadyBoard => {
  const standings = { challengeId: 'amal', seq, rows: [{ names: { kk: 'Ақшоқы «қ» 👍' } }] } as unknown as Standings;
  return { standings, ...ready(standings, String(seq)) };
};

describe('the answer with a board', () => {
  let http: HttpServer;
  let server: Server;
  let namespace: Namespace;
  let board = boardOf(1);
  /** Packets that socket.io itself wrote to a connection. */
  let byTheLibrary: string[] = [];
  const clients: Socket[] = [];
  const port = () => (http.address() as AddressInfo).port;

  beforeAll(async () => {
    http = createServer();
    server = new Server(http);
    namespace = server.of('/live');
    const answers = new BoardAnswers(namespace);
    writeUpgradeAtOnce(namespace);
    namespace.on('connection', (socket) => {
      socket.conn.on('packetCreate', ({ data }: { data?: string }) => byTheLibrary.push(String(data)));
      socket.on('watch', (ack) => answers.send(socket, board, ack));
      socket.on('refused', (ack) => answers.send(socket, board, () => ack({ error: 'no' })));
      socket.on('echo', (value, ack) => ack(value));
    });
    await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  });
  beforeEach(() => {
    board = boardOf(1);
    byTheLibrary = [];
  });
  afterEach(() => clients.splice(0).forEach((client) => client.disconnect()));
  afterAll(() => server.close());

  const connect = async (transports: string[]) => {
    const client = io(`http://127.0.0.1:${port()}/live`, { transports, forceNew: true });
    clients.push(client);
    await new Promise<void>((done) => client.once('connect', done));
    return client;
  };
  const ask = (client: Socket, name = 'watch', ...said: unknown[]) =>
    client.timeout(5_000).emitWithAck(name, ...said) as Promise<unknown>;
  const answersByTheLibrary = () => byTheLibrary.filter((text) => text.startsWith('3/live,'));

  test.each([
    ['websocket', ['websocket']],
    ['polling', ['polling']],
    ['polling, then websocket', ['polling', 'websocket']],
  ])('is the board as it is, to every question over %s', async (_, transports) => {
    const client = await connect(transports);
    for (const seq of [1, 1, 2, 3]) {
      if (seq !== board.standings.seq) board = boardOf(seq);
      expect(await ask(client)).toEqual(board.standings);
      expect(await ask(client, 'echo', { seq })).toEqual({ seq });
    }
  });

  it('is framed once, and is not made again by the library for a websocket', async () => {
    const [first, second] = await Promise.all([connect(['websocket']), connect(['websocket'])]);
    expect(await Promise.all([ask(first), ask(second)])).toEqual([board.standings, board.standings]);
    expect(answersByTheLibrary()).toEqual([]);
    const polling = await connect(['polling']);
    expect(await ask(polling)).toEqual(board.standings);
    expect(answersByTheLibrary()).toEqual([`3/live,0${JSON.stringify([board.standings])}`]);
  });

  it('comes in its turn when the library still holds something', async () => {
    const client = await connect(['websocket']);
    const heard: unknown[] = [];
    client.on('first', () => heard.push('first'));
    for (const socket of namespace.sockets.values()) socket.once('late', (ack) => {
      socket.emit('first');
      new BoardAnswers(namespace).send(socket, board, ack);
    }); // prettier-ignore
    await ask(client, 'late').then((answer) => heard.push(answer));
    expect(heard).toEqual(['first', board.standings]);
  });

  it('may be another than the board, which is then answered as ever', async () => {
    const client = await connect(['websocket']);
    expect(await ask(client, 'refused')).toEqual({ error: 'no' });
    expect(answersByTheLibrary()).toHaveLength(1);
  });

  it('is left to the library when its packets are not as they are known', async () => {
    const { encode } = server.encoder;
    server.encoder.encode = (packet) => (packet.data?.length === 0 ? ['?'] : encode.call(server.encoder, packet));
    try {
      const answers = new BoardAnswers(namespace);
      const client = await connect(['websocket']);
      for (const socket of namespace.sockets.values())
        socket.once('strange', (ack) => answers.send(socket, boardOf(9), ack));
      expect(await ask(client, 'strange')).toEqual(boardOf(9).standings);
      expect(answersByTheLibrary()).toHaveLength(1);
    } finally {
      server.encoder.encode = encode;
    }
  });

  it('is asked for over a websocket whose first words come in one piece', async () => {
    const tcp = connectTcp(port(), '127.0.0.1');
    try {
      const head = ['Host: x', 'Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
      const key = `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`;
      tcp.write(`GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${[...head, key].join('\r\n')}\r\n\r\n`);
      const first = await new Promise<Buffer>((resolve) => tcp.once('data', resolve));
      expect(first.toString('latin1')).toMatch(/^HTTP\/1\.1 101 [^]*\r\n\r\n[^]{2,4}0\{"sid":"/);
    } finally {
      tcp.destroy();
    }
  });
});
