import { io, type Socket } from 'socket.io-client';
import type { Standings, StandingsChanged } from '../../projections/standings/standings.contract.js';
import { LiveGateway } from '../../src/leaderboard/live/live.gateway.js';
import { ProjectionBus } from '../../src/projector/running-projection.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';

let server: TestApp;
const sockets: Socket[] = [];
let stories = 0;

beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
afterAll(() => server?.close());

interface Heard {
  socket: Socket;
  changed: StandingsChanged[];
  watch(body: unknown): Promise<Standings & { error?: { status: number; code: string; title: string } }>;
  /** Waits for a message that fits. */
  until(fits: (message: StandingsChanged) => boolean): Promise<StandingsChanged>;
}

function connect(headers: Record<string, string> = {}, auth = {}): Heard {
  const socket = io(`${server.url}/live`, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: headers,
    auth,
    reconnection: false,
  });
  sockets.push(socket);
  const changed: StandingsChanged[] = [];
  const waiting = new Set<() => void>();
  socket.on('standings:changed', (message: StandingsChanged) => {
    changed.push(message);
    for (const look of waiting) look();
  });
  return {
    socket,
    changed,
    watch: (body) => socket.timeout(5_000).emitWithAck('standings:watch', body),
    until: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('waited in vain')), 5_000);
        const look = () => {
          const found = changed.find(fits);
          if (!found) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

async function story() {
  stories += 1;
  const season = new Season(server.store, `green-${stories}`);
  await season.begin(['aktau', 'beineu', 'zhanaozen']);
  const approved = async (actionId: string, collegeId: string, trees: number) => {
    await season.submit(`${season.id}-${actionId}`, collegeId);
    await season.approve(`${season.id}-${actionId}`, { trees });
  };
  const get = async (cookie?: string) =>
    (await server.request('GET', `/api/challenges/${season.id}/standings?atLeast=${season.position}`, { cookie }))
      .body as Standings;
  const before = await get();
  return { season, approved, get, before };
}

describe('standings:watch', () => {
  test('gives the snapshot of REST, then each change with whole rows', async () => {
    const { season, approved, get, before } = await story();
    const viewer = connect();
    expect(await viewer.watch({ challengeId: season.id, board: 'total' })).toEqual(before);
    await approved('1', 'beineu', 7);
    const message = await viewer.until(({ position }) => position === season.position);
    const after = await get();
    expect(message).toMatchObject({
      prev: before.seq,
      seq: after.seq,
      position: after.position,
      asOf: after.asOf,
      frozen: false,
      removed: [],
    });
    const rows = new Map([...before.rows, ...message.changes].map((row) => [row.collegeId, row]));
    expect([...rows.values()].sort((a, b) => a.order - b.order)).toEqual(after.rows);
  });

  test('sends a change only after a GET shows it', async () => {
    const { season, approved, get } = await story();
    const viewer = connect();
    await viewer.watch({ challengeId: season.id, board: 'total' });
    const path = `/api/challenges/${season.id}/standings`;
    const reads: Promise<number[]>[] = [];
    viewer.socket.on('standings:changed', ({ seq }: StandingsChanged) =>
      reads.push(server.request('GET', path).then(({ body }) => [seq, (body as Standings).seq])),
    );
    for (const trees of [1, 2, 3, 4, 5]) await approved(`${trees}`, 'beineu', trees);
    const last = await get();
    await viewer.until(({ seq }) => seq === last.seq);
    const seen = await Promise.all(reads);
    expect(seen.length).toBeGreaterThan(0);
    for (const [message, read] of seen) expect(read).toBeGreaterThanOrEqual(message!);
  });

  test('names a college that left', async () => {
    const { season } = await story();
    const viewer = connect();
    await viewer.watch({ challengeId: season.id, board: 'total' });
    await season.leave('aktau');
    expect(await viewer.until(({ removed }) => removed.length > 0)).toMatchObject({ removed: ['aktau'] });
  });

  test('sends nothing of another challenge or board', async () => {
    const { season, approved } = await story();
    const other = await story();
    const viewer = connect();
    await viewer.watch({ challengeId: season.id, board: 'per-100' });
    await other.approved('1', 'aktau', 1);
    await other.get();
    await approved('1', 'aktau', 1);
    await viewer.until(({ position }) => position === season.position);
    expect(new Set(viewer.changed.map(({ challengeId, board }) => `${challengeId} ${board}`))).toEqual(
      new Set([`${season.id} per-100`]),
    );
  });

  test('sends only staff what happens between freeze and reveal', async () => {
    const { season, approved } = await story();
    const { cookie } = await server.signedIn('reviewer');
    const [anyone, staff] = [connect(), connect({ cookie })];
    const staffAtPage = connect({ cookie }, { audience: 'public' });
    for (const viewer of [anyone, staff, staffAtPage]) await viewer.watch({ challengeId: season.id, board: 'total' });
    await season.freeze();
    const frozen = await anyone.until((message) => message.frozen);
    await approved('1', 'beineu', 50);
    await staff.until(({ position }) => position === season.position);
    await season.reveal();
    const revealed = await anyone.until(({ seq }) => seq > frozen.seq);
    expect(revealed).toMatchObject({ prev: frozen.seq, seq: frozen.seq + 1, frozen: false });
    expect(revealed.changes.find(({ collegeId }) => collegeId === 'beineu')).toMatchObject({ points: 70 });
    await staffAtPage.until(({ seq }) => seq === revealed.seq);
    expect(staffAtPage.changed).toEqual(anyone.changed);
  });

  test('answers a problem for unknown challenges and malformed messages', async () => {
    const viewer = connect({ 'accept-language': 'en' });
    expect((await viewer.watch({ challengeId: 'nowhere', board: 'total' })).error).toMatchObject({
      status: 404,
      code: 'CHALLENGE_UNKNOWN',
    });
    for (const body of [
      undefined,
      null,
      7,
      'x',
      [],
      {},
      { challengeId: 'a', board: 'best' },
      { challengeId: {}, board: 'total' },
    ]) {
      expect((await viewer.watch(body)).error).toMatchObject({ status: 400, code: 'VALIDATION_FAILED' });
    }
    expect(viewer.socket.connected).toBe(true);
  });
});

describe('a slow socket', () => {
  /** Sends one large message to all who watch a board. */
  const sayMuch = (challengeId: string, seq: number, length = 1_000_000) => {
    const key = `${challengeId}/total/public/`;
    const names = { kk: 'Ақтау', ru: 'Актау', en: 'Aktau' };
    const row = { collegeId: 'aktau', names: { ...names, en: String(seq).padEnd(length, 'x') }, shortNames: names };
    const numbers = { points: 0, actions: 0, kinds: 0, students: 500, participants: 0, divisor: 500 };
    const upserts = [
      { key, body: { challengeId, board: 'total', seq } },
      { key: `${key}aktau`, body: { ...row, ...numbers, league: null } },
    ];
    server.app
      .get(ProjectionBus)
      .publish({ position: null, changes: [{ projection: 'standings', upserts, deletes: [], all: false }] });
  };

  test('is closed while others of its room stay', async () => {
    const [{ season, get }, other] = [await story(), await story()];
    const [slow, quick, elsewhere] = [connect(), connect(), connect()];
    for (const viewer of [slow, quick]) await viewer.watch({ challengeId: season.id, board: 'total' });
    await elsewhere.watch({ challengeId: other.season.id, board: 'total' });
    const left = () => server.app.get(LiveGateway).namespace.sockets;
    const ids = [slow, quick, elsewhere].map(({ socket }) => socket.id!);
    for (const viewer of [slow, elsewhere]) wireOf(viewer.socket).pause();
    const first = (await get()).seq + 1;
    let seq = first;
    for (; left().has(ids[0]!) && seq < first + 60; seq += 1) {
      sayMuch(season.id, seq);
      await quick.until((message) => message.seq === seq);
    }
    expect(seq).toBeLessThan(first + 60);
    expect(ids.map((id) => left().has(id))).toEqual([false, true, true]);
    expect(quick.changed.map((message) => message.seq)).toEqual(
      Array.from({ length: seq - first }, (_, index) => first + index),
    );
    for (const viewer of [slow, elsewhere]) wireOf(viewer.socket).resume();
  }, 30_000);
});

/** The TCP connection under a client. */
function wireOf(socket: Socket): { pause(): void; resume(): void } {
  // oxlint-disable-next-line no-underscore-dangle -- ws names its TCP connection so
  return (socket.io.engine.transport as unknown as { ws: { _socket: { pause(): void; resume(): void } } }).ws._socket;
}

describe('the live namespace', () => {
  test('refuses pages of other origins', async () => {
    const { season } = await story();
    const foreign = connect({ origin: 'https://elsewhere.example' });
    await new Promise((resolve) => foreign.socket.once('connect_error', resolve));
    const own = connect({ origin: server.url });
    expect((await own.watch({ challengeId: season.id, board: 'total' })).seq).toBeGreaterThan(0);
  });

  test('closes a socket that floods it, and no other', async () => {
    const { season } = await story();
    const [loud, quiet] = [connect(), connect()];
    for (const one of [loud, quiet]) await one.watch({ challengeId: season.id, board: 'total' });
    const gone = new Promise<string>((resolve) => loud.socket.on('disconnect', resolve));
    let answers = 0;
    for (let n = 0; n < 1_000; n += 1)
      loud.socket.emit('standings:watch', { challengeId: season.id, board: 'total' }, () => (answers += 1));
    await expect(gone).resolves.toMatch(/transport/);
    expect(answers).toBeLessThan(200);
    expect(await quiet.watch({ challengeId: season.id, board: 'per-100' })).toHaveProperty('rows');
  });

  test('closes a socket that sends a message too large', async () => {
    const viewer = connect();
    await new Promise<void>((resolve) => viewer.socket.once('connect', () => resolve()));
    viewer.socket.emit('standings:watch', { challengeId: 'x'.repeat(20_000) });
    await new Promise((resolve) => viewer.socket.once('disconnect', resolve));
  });

  test('documents its messages at /api/asyncapi.json', async () => {
    const { status, body } = await server.request('GET', '/api/asyncapi.json');
    expect([status, body.asyncapi]).toEqual([200, '3.0.0']);
    expect(Object.keys(body.channels.live.messages)).toEqual(['watch', 'snapshot', 'problem', 'changed', 'alive']);
  });
});
