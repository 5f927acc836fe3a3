import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, Refused } from '../src/cli/demo/world.js';
import {
  type Bench,
  byTurns,
  type BenchContext,
  median,
  mustHold,
  type Round,
  rounded,
  type Slope,
  slopeOf,
} from './harness.js';
import { CHALLENGE } from './live-socket.js';
import { RpcProcess } from './rpc-process.js';

export type Kind = 'ours' | 'stock' | 'preFramed';

const GIVE_UP_MS = 120_000;

export interface Report {
  deliveries: number;
  sockets: number;
  /** How many sockets are at each number. */
  numbers: Record<string, number>;
  lost: number;
  outOfOrder: number;
  watches: number;
  p50: number;
  p99: number;
  slowest: number;
}

/** One server and those who watch it, each in a process of its own. */
export class LiveStage {
  count = 0;
  /** Processor ms that the server uses in a ms in which nothing changes. */
  private idle = 0;

  private constructor(
    readonly kind: Kind,
    readonly server: RpcProcess,
    readonly crowd: RpcProcess,
    readonly port: number,
    private seq: number,
  ) {}

  static async start(kind: Kind, context: Pick<BenchContext, 'database'>, settings = {}): Promise<LiveStage> {
    const server = RpcProcess.start(kind === 'ours' ? 'live-server.ts' : 'live-peers.ts');
    const crowd = RpcProcess.start('live-client.ts');
    try {
      const { appUrl, adminUrl } = kind === 'ours' ? await context.database() : { appUrl: '', adminUrl: '' };
      const port = await server.call<number>('start', { kind, databaseUrl: appUrl, adminUrl, settings });
      return new LiveStage(kind, server, crowd, port, await server.call<number>('seq'));
    } catch (error) {
      await Promise.all([server.stop(), crowd.stop()]);
      throw error;
    }
  }

  /** Adds sockets, each with its board. */
  async open(count: number): Promise<void> {
    this.count += count;
    const speaks = this.kind === 'preFramed' ? 'bare' : 'live';
    await this.within(this.crowd.call('open', { port: this.port, speaks, challengeId: CHALLENGE, count }));
  }

  /** Heap and buffers in bytes. The resident set also grows once by tens of MB with the first crowd, whatever its size. */
  async held(): Promise<number> {
    return (await this.server.call<Held>('held')).held;
  }

  /** Measures the idle load of the server for some ms. */
  async rest(ms: number): Promise<void> {
    const before = await this.server.call<number>('used');
    const started = performance.now();
    await pause(ms);
    this.idle = ((await this.server.call<number>('used')) - before) / (performance.now() - started);
  }

  /**
   * Sends changes one by one: the next when all sockets have the last and `restMs` have passed. Returns the processor ms per
   * delivery above the idle load, and the messages of the sockets.
   */
  async changes(count: number, restMs: number): Promise<{ perDelivery: number; report: Report }> {
    const sentAt: Record<number, number> = {};
    const before = await this.server.call<number>('used');
    const started = performance.now();
    for (let n = 0; n < count; n += 1) {
      this.seq += 1;
      sentAt[this.seq] = await this.server.call<number>('change', { seq: this.seq });
      const rest = pause(restMs);
      await this.within(this.crowd.call('reach', { seq: this.seq }));
      await rest;
    }
    const used = (await this.server.call<number>('used')) - before - this.idle * (performance.now() - started);
    const report = await this.crowd.call<Report>('report', { sentAt });
    mustHold(report.deliveries === count * this.count, `${report.deliveries} of ${count * this.count} deliveries came`);
    mustHold(
      report.lost === 0 && report.outOfOrder === 0 && report.sockets === this.count,
      `sockets were lost or out of order: ${JSON.stringify(report)}`,
    );
    return { perDelivery: used / report.deliveries, report };
  }

  /** Ms since the sockets began to connect until all have this number. */
  reached(seq: number): Promise<number> {
    return this.within(this.crowd.call<number>('reach', { seq }));
  }

  report(): Promise<Report> {
    return this.heard({});
  }

  /** Messages since the last report, of changes sent at these instants. */
  heard(sentAt: Record<number, number>): Promise<Report> {
    return this.crowd.call('report', { sentAt });
  }

  async stop(): Promise<void> {
    await Promise.all([this.server.stop(), this.crowd.stop()]);
  }

  /** A missing message voids the figure; the error names what arrived. */
  private async within<Value>(promise: Promise<Value>): Promise<Value> {
    const over = new AbortController();
    const late = pause(GIVE_UP_MS, undefined, { signal: over.signal }).then(async () => {
      const heard = JSON.stringify(await this.report());
      throw new Error(`wrong, so nothing is reported: not every socket heard change ${this.seq}: ${heard}`);
    });
    return Promise.race([promise, late]).finally(() => over.abort());
  }
}

/** Stages of two kinds; both are stopped at the end. */
export async function withStages<Value>(
  context: Pick<BenchContext, 'database'>,
  kinds: readonly [Kind, Kind],
  use: (ours: LiveStage, anchor: LiveStage) => Promise<Value>,
): Promise<Value> {
  const ours = await LiveStage.start(kinds[0], context);
  try {
    const anchor = await LiveStage.start(kinds[1], context);
    try {
      return await use(ours, anchor);
    } finally {
      await anchor.stop();
    }
  } finally {
    await ours.stop();
  }
}

const SOCKETS = 10_000;
const WS = 'ws writing one ready frame, without authentication, rooms and pings';
const STOCK = 'socket.io, emit to all, without authentication and metrics';
const OURS = 'of the whole server, from the notice of a commit to the socket';
const SMOKE_SOCKETS = 50;

/** The room may speak again by then: nothing waits for that. Many sockets take longer than a tenth of a second to reach. */
const restOf = (sockets: number) => (sockets > 2_000 ? 400 : 105);

async function stageBoth(context: BenchContext, ours: LiveStage, anchor: LiveStage, sockets: number) {
  const count = context.smoke ? SMOKE_SOCKETS : sockets;
  for (const stage of [ours, anchor]) {
    await stage.open(count);
    await stage.changes(context.smoke ? 2 : 40, restOf(count));
    await stage.rest(context.smoke ? 200 : 2_000);
  }
  return count;
}

/** Processor time, which decides how many processes a country needs. */
export const fanoutPeer: Bench = {
  name: 'fanout.peer',
  metric: `processor time of a delivery to ${SOCKETS} sockets, a change of 200 B, ${OURS}, less what it uses when nothing changes`,
  anchor: STOCK,
  target: { atMost: 1 },
  run: (context) =>
    withStages(context, ['ours', 'stock'], async (ours, stock) => {
      const count = await stageBoth(context, ours, stock, SOCKETS);
      const changes = Math.max(3, Math.round((2 * context.seconds * 1_000) / restOf(count)));
      const microseconds = async (stage: LiveStage) => {
        const { perDelivery, report } = await stage.changes(changes, restOf(count));
        mustHold(report.watches === count, 'a socket asked for its board again');
        return perDelivery * 1_000;
      };
      const rounds = await byTurns(
        context,
        () => microseconds(ours),
        () => microseconds(stock),
      );
      return { rounds, figures: { sockets: count, 'changes a round': changes, ...sides(rounds, 'µs') } };
    }),
};

const sides = (rounds: readonly Round[], unit: string) => ({
  [`ours ${unit}`]: rounded(median(rounds.map(({ ours }) => ours))),
  [`anchor ${unit}`]: rounded(median(rounds.map(({ anchor }) => anchor))),
});

export const fanoutP99: Bench = {
  name: 'fanout.p99',
  metric: `change → 1,000 sockets, ten a second, p99, ${OURS}`,
  anchor: WS,
  target: { atMost: 1.4 },
  run: (context) =>
    withStages(context, ['ours', 'preFramed'], async (ours, anchor) => {
      await stageBoth(context, ours, anchor, 1_000);
      const changes = context.seconds * 10;
      const p99 = async (stage: LiveStage) => (await stage.changes(changes, restOf(1_000))).report.p99;
      const rounds = await byTurns(
        context,
        () => p99(ours),
        () => p99(anchor),
      );
      return { rounds, figures: { sockets: ours.count, 'changes a round': changes, ...sides(rounds, 'ms') } };
    }),
};

/** A change comes while sockets are coming back. */
const AMIDST_MS = 300;

const countOf = ({ smoke }: BenchContext) => (smoke ? SMOKE_SOCKETS : SOCKETS);

/** KiB that each idle socket adds to a fresh server, because used memory is not given back. */
async function kibibytesEach(kind: Kind, context: BenchContext): Promise<number> {
  const stage = await LiveStage.start(kind, context);
  try {
    const count = countOf(context);
    // The first sockets also load shared code; its memory is not theirs.
    await stage.open(Math.ceil(count / 50));
    const before = await stage.server.call<number>('memory');
    await stage.open(count);
    const after = await stage.server.call<number>('memory');
    mustHold((await stage.report()).sockets === stage.count, 'sockets were lost');
    return (after - before) / count / 1_024;
  } finally {
    await stage.stop();
  }
}

export const socketMemory: Bench = {
  name: 'socket.memory',
  metric: `memory (RSS) of each of ${SOCKETS} idle sockets that watch a board of the whole server`,
  anchor: STOCK,
  target: { atMost: 1.1 },
  async run(context) {
    const rounds = await byTurns(
      context,
      () => kibibytesEach('ours', context),
      () => kibibytesEach('stock', context),
    );
    return { rounds, figures: { sockets: countOf(context), ...sides(rounds, 'KiB') } };
  },
};

/** Cuts every socket; ms until all are back and have the board with a change that came in between. */
async function storm(stage: LiveStage): Promise<number> {
  await stage.crowd.call('comeBack');
  await pause(AMIDST_MS);
  const seq = await stage.server.call<number>('approve');
  const ms = await stage.reached(seq);
  const report: Report = await stage.report();
  mustHold(report.sockets === stage.count && report.lost === 0, `sockets did not come back: ${JSON.stringify(report)}`);
  return ms;
}

export const socketStorm: Bench = {
  name: 'socket.storm',
  metric: `${SOCKETS} sockets are cut and come back at once, an action is approved meanwhile, all have the right board of the whole server`,
  anchor: `${STOCK}, with its board in memory`,
  target: { atMost: 1.1 },
  run: (context) =>
    withStages(context, ['ours', 'stock'], async (ours, stock) => {
      await stock.server.call('setBoard', await ours.server.call('board'));
      for (const stage of [ours, stock]) {
        await stage.open(countOf(context));
        await storm(stage);
      }
      const rounds = await byTurns(
        context,
        () => storm(ours),
        () => storm(stock),
      );
      return { rounds, figures: { sockets: ours.count, ...sides(rounds, 'ms') } };
    }),
};

const MEGABYTE = 1_048_576;
const HOUR_S = 3_600;
const READS = 20;
const CHURN = 5;
const paths = [
  '/api/challenges',
  `/api/challenges/${CHALLENGE}/standings`,
  `/api/challenges/${CHALLENGE}/news`,
  '/api/colleges',
];
const SAMPLES = 60;

/** Memory and open files of a server after some seconds or actions. */
interface Sample {
  x: number;
  y: number;
  rss: number;
  files: number;
}

/** Memory of a server that works for long. */
export interface SoakFigures {
  /** Seconds of the load that leaves the history as it is, after the warm-up. */
  seconds: number;
  samples: number;
  /** MB an hour that what is held grows by. */
  megabytesAnHour: Slope;
  /** MB that it grew by in that time, by the same slope. */
  megabytes: number;
  /** MB per hour of the resident set, with compiled code and memory that V8 and the allocator retain. */
  residentAnHour: Slope;
  /** Open files more in the second half than in the first. */
  files: number;
  actions: number;
  /** Bytes that one approved action more takes. */
  bytesAnAction: number;
}

/** Bytes that objects and buffers take after a collection, and what the system gave the process. */
interface Held {
  held: number;
  rss: number;
}

const openFiles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

async function sample(stage: LiveStage, x: number): Promise<Sample> {
  const { held, rss } = await stage.server.call<Held>('held');
  return { x, y: held, rss, files: openFiles(stage.server.pid) };
}

/**
 * Works for some time without a new event: twenty requests a second, reconnecting sockets, refused and repeated commands.
 * The first third is the warm-up. Then approves `actions` actions.
 */
export async function soak(stage: LiveStage, seconds: number, actions: number): Promise<SoakFigures> {
  const work = await quietWork(stage);
  const all = await sampled(stage, seconds, work);
  const warm = all.slice(Math.floor(all.length / 3));
  const anHour = (y: (one: Sample) => number) => {
    const { middle, low, high } = slopeOf(warm.map((one) => ({ x: one.x, y: y(one) })));
    const [a, b, c] = [middle, low, high].map((slope) => (slope * HOUR_S) / MEGABYTE);
    return { middle: a!, low: b!, high: c! };
  };
  const lasted = warm.at(-1)!.x - warm[0]!.x;
  const half = Math.ceil(warm.length / 2);
  const files = median(warm.slice(half).map((one) => one.files)) - median(warm.slice(0, half).map((one) => one.files));
  const held = anHour(({ y }) => y);
  return {
    seconds: lasted,
    samples: warm.length,
    megabytesAnHour: held,
    megabytes: (held.middle * lasted) / HOUR_S,
    residentAnHour: anHour(({ rss }) => rss),
    files,
    actions,
    bytesAnAction: actions === 0 ? 0 : slopeOf(await approved(stage, actions)).middle,
  };
}

async function quietWork(stage: LiveStage): Promise<() => Promise<void>> {
  const url = `http://127.0.0.1:${stage.port}`;
  const { login, password } = await stage.server.call<{ login: string; password: string }>('person');
  const organiser = new ApiClient(url);
  await organiser.signIn(login, password);
  const [key, claim] = [randomUUID(), { role: 'auditor' }];
  const first = await organiser.call('POST', '/api/invitations', claim, key);
  const refused = () =>
    organiser.call('POST', `/api/actions/${randomUUID()}/approve`, { verified: { trees: 1 } }).then(
      () => mustHold(false, 'an action that nobody submitted was approved'),
      (error: unknown) => mustHold(error instanceof Refused && error.status < 500, String(error)),
    );
  return async () => {
    const reads = Array.from({ length: READS }, (_, n) =>
      fetch(url + paths[n % paths.length]!).then((answer) => answer.arrayBuffer()),
    );
    const again = organiser.call('POST', '/api/invitations', claim, key);
    await Promise.all([...reads, refused(), stage.crowd.call('churn', { count: CHURN })]);
    mustHold(JSON.stringify(await again) === JSON.stringify(first), 'the same key got another answer');
    await stage.heard({});
  };
}

async function sampled(stage: LiveStage, seconds: number, work: () => Promise<void>): Promise<Sample[]> {
  const samples: Sample[] = [];
  const started = performance.now();
  const since = () => (performance.now() - started) / 1_000;
  for (let next = 0; since() < seconds;) {
    const rest = pause(1_000);
    await work();
    await rest;
    if (since() < next) continue;
    next = since() + Math.max(1, seconds / SAMPLES);
    samples.push(await sample(stage, since()));
  }
  return samples;
}

async function approved(stage: LiveStage, actions: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let n = 0; n < actions; n += 1) {
    await stage.server.call('approve');
    if ((n + 1) % Math.ceil(actions / 20) === 0) samples.push(await sample(stage, n + 1));
  }
  await stage.heard({});
  return samples.slice(Math.floor(samples.length / 3));
}
