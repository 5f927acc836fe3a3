import type { INestApplication } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import 'reflect-metadata';
import { AcceptInvitation } from '../src/accounts/accept-invitation/accept-invitation.js';
import { FirstOrganiser } from '../src/accounts/first-organiser.js';
import { readEnvironment } from '../src/config/environment.js';
import { EventStore } from '../src/event-store/event-store.js';
import { BoardCache } from '../src/leaderboard/board-cache.js';
import { boardKey } from '../src/leaderboard/board-documents.js';
import { BoardBroadcaster } from '../src/leaderboard/live/board-broadcaster.js';
import { LiveGateway } from '../src/leaderboard/live/live.gateway.js';
import { createApp } from '../src/main.js';
import { socketsCut } from '../src/observability/metrics.js';
import { ProjectionBus } from '../src/projector/running-projection.js';
import { Projector } from '../src/projector/projector.js';
import { Season } from '../test/support/season.js';
import { CHALLENGE, changeOf } from './live-socket.js';
import { instant, processStats } from './rpc-process.js';

const LEAK_BYTES = 200_000;
const DOOR_MS = 30;
/** An empty history and one event more take a fraction of it. */
const WAIT_MS = 60_000;
const COLLEGES = ['aqshoqy', 'beket', 'qarashash'];

/** A standing whose English name has this many bytes and differs with each seq. */
function standingOf(seq: number, bytes: number) {
  const names = { kk: 'Ақшоқы', ru: 'Акшокы', en: String(seq).padEnd(bytes, 'x') };
  const shown = {
    collegeId: 'aqshoqy',
    names,
    shortNames: { ...names, en: names.kk },
    points: 1,
    actions: 1,
    kinds: 1,
    students: 500,
  };
  return { ...shown, league: null, participants: 1, divisor: 500 };
}

/** Asks again and again until there is an answer. */
async function within<Value>(what: () => string, ask: () => Promise<Value | null>): Promise<Value> {
  for (const until = performance.now() + WAIT_MS; performance.now() < until; await pause(2)) {
    const answer = await ask();
    if (answer !== null) return answer;
  }
  throw new Error(`${what()} after ${WAIT_MS / 1_000} s`);
}

interface StartOptions {
  databaseUrl: string;
  adminUrl: string;
  settings: Record<string, string>;
}

/** The whole server like `main.ts`, in a process of its own; only the notices of changes come from the bench. */
async function start({ databaseUrl, adminUrl, settings }: StartOptions) {
  const many = '10000000';
  const limits = { QORZHYN_READS_PER_MINUTE: many, QORZHYN_WRITES_PER_MINUTE: many, QORZHYN_SOCKETS_PER_ADDRESS: many };
  const environment = readEnvironment({ LOG_LEVEL: 'error', PORT: '0', ...limits, ...settings });
  const app = await createApp({ environment, databaseUrl, adminUrl });
  await app.listen(0, '127.0.0.1');
  // Boards are loaded again when the projections open, but invented changes are in no database.
  const state = () => app.get(Projector).status().state;
  await within(
    () => `the projections are ${state()}, not live,`,
    async () => (state() === 'live' ? true : null),
  );
  const season = new Season(app.get(EventStore), CHALLENGE);
  await season.begin(COLLEGES);
  const board = () => app.get(BoardCache).get(CHALLENGE, 'total', 'public');
  const settled = () =>
    within(
      () => `the board is not at event ${season.position}`,
      async () => {
        const found = await board();
        return found?.standings.position === season.position ? found.standings : null;
      },
    );
  await settled();
  const key = boardKey(CHALLENGE, 'total', 'public');
  const perKey = boardKey(CHALLENGE, 'per-100', 'public');
  let actions = 0;
  return {
    port: (app.getHttpServer().address() as { port: number }).port,
    app,
    /** A change of the per-100 board with a message of this many bytes. */
    largeChange(bytes: number) {
      const seq = (app.get(BoardCache).peek(perKey)?.head.seq ?? 0) + 1;
      const { removed: _, changes: __, prev: ___, ...head } = changeOf(seq);
      const upserts = [
        { key: perKey, body: { ...head, board: 'per-100' } },
        { key: `${perKey}aqshoqy`, body: standingOf(seq, bytes) },
      ];
      app
        .get(ProjectionBus)
        .publish({ position: null, changes: [{ projection: 'standings', upserts, deletes: [], all: false }] });
      return seq;
    },
    change(seq: number) {
      const { removed, changes: _, prev: __, ...body } = changeOf(seq);
      const change = { projection: 'standings', upserts: [{ key, body }], deletes: removed.map((id) => key + id) };
      app.get(ProjectionBus).publish({ position: null, changes: [{ ...change, all: false }] });
    },
    async approve() {
      actions += 1;
      await season.submit(`bench-${actions}`, COLLEGES[actions % COLLEGES.length]!);
      await season.approve(`bench-${actions}`, { trees: actions });
      return (await settled()).seq;
    },
    board: settled,
    close: () => app.close(),
  };
}

const namespaceOf = (app: INestApplication) => app.get(LiveGateway).namespace;
const kept: unknown[] = [];

/** Removes a listener of every later connection, after the product has added it. */
const withoutListener = (app: INestApplication, event: string) =>
  void namespaceOf(app).server.engine.on('connection', (connection: NodeJS.EventEmitter) =>
    connection.removeAllListeners(event),
  );

/** The server without one of its protections, for the controls of drills. */
const takingAway = {
  /** No slow socket is closed. */
  cutting: (app: INestApplication) => withoutListener(app, 'packetCreate'),
  /** Messages may be as large, as many and as late as they like. */
  socketLimits(app: INestApplication) {
    const { server } = namespaceOf(app);
    const any = 1_000_000_000;
    server.connectTimeout(any);
    Object.assign(server.engine.opts, { maxHttpBufferSize: any });
    Object.assign((server.engine as unknown as { ws: { options: object } }).ws.options, { maxPayload: any });
    withoutListener(app, 'packet');
  },
  /** Changes are not sent. */
  saying: (app: INestApplication) => app.get(BoardBroadcaster).onModuleDestroy(),
  /** Every request leaves something behind. */
  forgetting: (app: INestApplication) =>
    void app.getHttpServer().on('request', () => kept.push(Buffer.alloc(LEAK_BYTES, 1))),
  /** Meeting a socket costs the server's time. */
  cheapDoor: (app: INestApplication) =>
    void namespaceOf(app).use((_socket, next) => {
      for (const until = performance.now() + DOOR_MS; performance.now() < until;);
      next();
    }),
};

let server: Awaited<ReturnType<typeof start>>;
export const rpc = {
  ...processStats,
  async start(options: StartOptions) {
    server = await start(options);
    return server.port;
  },
  change({ seq }: { seq: number }) {
    const at = instant();
    server.change(seq);
    return at;
  },
  approve: () => server.approve(),
  seq: async () => (await server.board()).seq,
  board: () => server.board(),
  largeChange: ({ bytes }: { bytes: number }) => server.largeChange(bytes),
  /** Sockets that do not take what they are sent. */
  behind: () => [...namespaceOf(server.app).sockets.values()].filter(({ conn }) => !conn.transport.writable).length,
  cut: async () => (await socketsCut.get()).values.map(({ labels, value }) => [labels.reason, value]),
  async person() {
    const [login, password] = ['organiser', 'құпия сөз 2026'];
    const token = await server.app.get(FirstOrganiser).token(randomUUID());
    if (token) await server.app.get(AcceptInvitation).accept(token, { login, password });
    return { login, password };
  },
  takeAway: ({ what }: { what: keyof typeof takingAway }) => takingAway[what](server.app),
  close: () => server.close(),
};
