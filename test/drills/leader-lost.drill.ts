import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { type Timing, defaultTiming } from '../../src/event-store/eventstoredb/connection.js';
import { type EventStore, StoreUnavailable, WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { toProblem } from '../../src/http/problem.filter.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { type Drill, random, until } from './drill.js';
import { cookieOf, openWorld } from '../support/world.js';
import { type Cluster, realCluster } from './real-cluster.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
const ANSWER_MS = 10_000;
const quiet = { warn: () => undefined };
const newEvent = (n: number) => ({ id: randomUUID(), type: 'DrillCounted', data: { n }, metadata: {} });

/** Milliseconds of a usual election. */
const usualVote = (draw: () => number) => 500 + draw() * 1_500;

/** Three nodes in this process. The leader dies with responses in flight; the others vote for some milliseconds. */
async function doubleCluster(draw: () => number, vote = usualVote): Promise<Cluster> {
  const double = await EventStoreDbDouble.start({ nodes: 3 });
  return {
    url: double.url,
    async loseLeader() {
      const leader = double.leader()!;
      double.faults.nextAppends.push({ kind: 'lose-answer' }, { kind: 'drop-after' });
      await until('appends under way', () => double.faults.nextAppends.length === 0);
      double.elect(null);
      if (draw() < 0.5) leader.hang();
      else await leader.stop();
      await pause(vote(draw));
      const others = double.nodes.filter((node) => node !== leader && node.alive);
      double.elect(others[Math.floor(draw() * others.length)]!);
      await leader.stop();
      await leader.start();
    },
    stop: () => double.stop(),
  };
}

/** True for a refusal that says 503 and when to repeat. */
function isClear(error: unknown): boolean {
  if (!(error instanceof StoreUnavailable)) return false;
  const { status, options } = toProblem(error);
  return status === 503 && options.retryAfterSeconds !== undefined;
}

class Appending {
  acknowledged = 0;
  refused = 0;
  /** Commands that were refused at least once, and those of them whose repeat was acknowledged. */
  readonly repeated = { all: 0, endedWell: 0 };
  slowest = 0;
  readonly strange: string[] = [];
  readonly streams = Array.from({ length: CLIENTS }, () => `drill-${randomUUID()}`);
  private readonly counts = new Map<string, number>();
  private isStopped = false;
  private running: Promise<void>[] = [];

  constructor(
    private readonly store: EventStore,
    /** False = a failure is repeated as a new event, wherever the stream ends by then. */
    private readonly sameIds: boolean,
  ) {}

  start(): void {
    this.running = this.streams.map((stream) => this.client(stream));
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running);
  }

  /** Compares what was acknowledged with what is stored. */
  async compare(): Promise<{ lost: number; doubled: number }> {
    let [lost, doubled] = [0, 0];
    for (const stream of this.streams) {
      const numbers: number[] = [];
      for await (const { data } of this.store.read(stream)) numbers.push((JSON.parse(data) as { n: number }).n);
      const known = new Set(numbers);
      doubled += numbers.length - known.size;
      for (let n = 0; n < this.counts.get(stream)!; n += 1) if (!known.has(n)) lost += 1;
    }
    return { lost, doubled };
  }

  private async client(stream: string): Promise<void> {
    for (let n = 0; !this.isStopped; n += 1) {
      await this.command(stream, n);
      this.counts.set(stream, n + 1);
    }
  }

  /** Repeated until it is acknowledged; each answer on the way is one or a refusal. */
  private async command(stream: string, n: number): Promise<void> {
    let event = newEvent(n);
    let expected: 'no-stream' | number = n === 0 ? 'no-stream' : n - 1;
    let isRepeat = false;
    for (;;) {
      const asked = performance.now();
      try {
        if (!this.sameIds) expected = await this.end(stream);
        await this.store.append(stream, expected, [event]);
        this.acknowledged += 1;
        if (isRepeat) this.repeated.endedWell += 1;
        return;
      } catch (error) {
        if (isClear(error)) {
          this.refused += 1;
          if (!isRepeat) this.repeated.all += 1;
          isRepeat = true;
        } else if (!(error instanceof WrongExpectedRevision) || this.sameIds) this.strange.push(String(error));
        if (!this.sameIds) event = newEvent(n);
        else if (this.strange.length > 0) return;
      } finally {
        this.slowest = Math.max(this.slowest, performance.now() - asked);
      }
    }
  }

  private async end(stream: string): Promise<'no-stream' | number> {
    for await (const { revision } of this.store.read(stream, { direction: 'backwards', max: 1 })) return revision;
    return 'no-stream';
  }
}

interface Rounds {
  count: number;
  draw: () => number;
  sameIds?: boolean;
  timing?: Partial<Timing>;
}

async function rounds(cluster: Cluster, { count, draw, sameIds = true, timing = {} }: Rounds) {
  const store = await openEventStoreDb({ url: cluster.url, log: quiet, timing });
  const load = new Appending(store, sameIds);
  try {
    load.start();
    for (let round = 0; round < count; round += 1) {
      const before = load.acknowledged;
      await until('appends', () => load.acknowledged >= before + 4 * CLIENTS || load.strange.length > 0);
      await pause(draw() * 300);
      await cluster.loseLeader();
    }
    const after = load.acknowledged;
    await until('appends', () => load.acknowledged >= after + 4 * CLIENTS || load.strange.length > 0);
    await load.stop();
    return { load, ...(await load.compare()) };
  } finally {
    await load.stop();
    await store.close();
    await cluster.stop();
  }
}

/** An election that outlasts the retries of the store, so that appends have to be refused. */
async function longElection(draw: () => number, smoke: boolean) {
  const giveUpAfterMs = smoke ? 2_000 : defaultTiming.giveUpAfterMs;
  const electionMs = giveUpAfterMs + 1_500;
  const cluster = await doubleCluster(draw, () => electionMs);
  return { ...(await rounds(cluster, { count: 1, draw, timing: { giveUpAfterMs } })), electionMs };
}

/** Repeats ten simultaneous commands to a server whose history is unavailable. Returns the slowest response and all but 503. */
async function outageOverHttp(smoke: boolean): Promise<{ slowest: number; other: number[] }> {
  const double = await EventStoreDbDouble.start({ nodes: 3 });
  const server = await RestartableServer.start({ EVENTSTORE_URL: double.url });
  try {
    await openWorld(server.url, server.token);
    const cookie = await cookieOf(server.url, 'organiser');
    const other: number[] = [];
    let slowest = 0;
    const ask = async () => {
      const sent = performance.now();
      const headers = { 'content-type': 'application/json', cookie };
      const body = JSON.stringify({ role: 'auditor' });
      const { status } = await fetch(`${server.url}/api/invitations`, { method: 'POST', headers, body });
      slowest = Math.max(slowest, performance.now() - sent);
      if (status !== 503) other.push(status);
    };
    for (const node of double.nodes) node.hang();
    for (let wave = 0; wave < (smoke ? 1 : 4); wave += 1) {
      const all = Array.from({ length: 10 }, ask);
      await pause(2_000);
      await Promise.all([...all, ...Array.from({ length: 10 }, ask)]);
    }
    return { slowest, other };
  } finally {
    await double.stop();
    await server.remove();
  }
}

export const leaderLost: Drill = {
  name: 'leader-lost',
  promise: 'when a cluster loses its leader, every command is stored once or clearly refused, and its retry succeeds',
  target: `in doubt 0, lost 0, doubled 0, every answer ≤ ${ANSWER_MS / 1000} s, also over HTTP; an election longer than the retries: refused > 0, each 503 with Retry-After, every repeat stored`,
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const { EVENTSTORE_URL: url } = process.env;
    const cluster = url === undefined ? await doubleCluster(draw) : await realCluster(url);
    const short = await rounds(cluster, { count: smoke ? 1 : 6, draw });
    const long = await longElection(draw, smoke);
    const blindTiming = { giveUpAfterMs: 0, appendTimeoutMs: 1_000 };
    const blind = await rounds(await doubleCluster(draw), { count: 1, draw, sameIds: false, timing: blindTiming });
    const overHttp = await outageOverHttp(smoke);
    const { all, endedWell } = long.load.repeated;
    const real = [short, long];
    const strange = real.flatMap(({ load }) => load.strange);
    const [lost, doubled] = [short.lost + long.lost, short.doubled + long.doubled];
    const slowest = Math.max(...real.map(({ load }) => load.slowest));
    const inDoubt = `in doubt ${strange.length}${strange.length > 0 ? ` (${strange[0]})` : ''}`;
    const outlasted = `an election of ${long.electionMs / 1000} s: ${all} commands refused, ${endedWell} of them stored by a repeat, ${long.load.acknowledged} stored`;
    return {
      figure: `${url === undefined ? 'double' : 'real cluster'}: ${short.load.acknowledged} stored, ${short.load.refused} refused and repeated; ${outlasted}; ${inDoubt}, lost ${lost}, doubled ${doubled}, slowest ${Math.round(slowest)} ms; over HTTP, ten at once without a history: slowest ${Math.round(overHttp.slowest)} ms, other than 503: ${overHttp.other.join() || 'none'}`,
      holds:
        strange.length + lost + doubled === 0 &&
        slowest <= ANSWER_MS &&
        overHttp.slowest <= ANSWER_MS &&
        overHttp.other.length === 0 &&
        all > 0 &&
        endedWell === all,
      control: {
        kind: 'not used',
        figure: `repeated with new ids: doubled ${blind.doubled}`,
        fails: blind.doubled > 0,
      },
    };
  },
};
