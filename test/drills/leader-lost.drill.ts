import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { type Timing, defaultTiming } from '../../src/event-store/eventstoredb/retry-policy.js';
import { type EventStore, StoreUnavailable, WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { toProblem } from '../../src/http/problem.filter.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { type Drill, NotRun, random, until } from './drill.js';

const CLIENTS = 16;
const ANSWER_MS = 10_000;
const quiet = { warn: () => undefined };
const newEvent = (n: number) => ({ id: randomUUID(), type: 'DrillCounted', data: { n }, metadata: {} });

/** A cluster whose leader can be lost, and has another one some time later. */
interface Cluster {
  url: string;
  loseLeader(): Promise<void>;
  stop(): Promise<void>;
}

/** How long the others of a cluster vote when nobody asked for more, ms. */
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

interface Member {
  state: string;
  httpEndPointIp: string;
  httpEndPointPort: number;
}

/** A real cluster without TLS: its leader is asked to resign. */
async function realCluster(url: string): Promise<Cluster> {
  const [, hosts = '', query = ''] = /^esdb:\/\/([^/?]+)\/?\?(.*)$/.exec(url) ?? [];
  if (!/(^|&)tls=false(&|$)/i.test(query))
    throw new NotRun('a real cluster is asked to vote over HTTP without TLS only');
  const members = async () => {
    for (const host of hosts.split(',')) {
      const answer = await fetch(`http://${host}/gossip`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
      if (answer?.ok) return ((await answer.json()) as { members: Member[] }).members;
    }
    return [];
  };
  const leader = async () => (await members()).find(({ state }) => state === 'Leader');
  if ((await members()).length < 3) throw new NotRun('EVENTSTORE_URL names no cluster of three');
  return {
    url,
    async loseLeader() {
      const lost = await leader();
      if (!lost) throw new Error('the cluster names no leader');
      const at = `http://${lost.httpEndPointIp}:${lost.httpEndPointPort}`;
      const answer = await fetch(`${at}/admin/node/priority/-1`, { method: 'POST' });
      const resigned = await fetch(`${at}/admin/node/resign`, { method: 'POST' });
      if (!answer.ok || !resigned.ok) throw new Error(`the leader does not resign: ${resigned.status}`);
      await until('another leader', async () => {
        const now = await leader();
        return now !== undefined && now.httpEndPointPort !== lost.httpEndPointPort;
      });
    },
    stop: () => Promise.resolve(),
  };
}

/** Everybody who asked hears that it was not done, that it may be repeated and when. */
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

/** An election that outlasts the patience of the store: what is under way has to be refused. */
async function longElection(draw: () => number, smoke: boolean) {
  const giveUpAfterMs = smoke ? 2_000 : defaultTiming.giveUpAfterMs;
  const electionMs = giveUpAfterMs + 1_500;
  const cluster = await doubleCluster(draw, () => electionMs);
  return { ...(await rounds(cluster, { count: 1, draw, timing: { giveUpAfterMs } })), electionMs };
}

export const leaderLost: Drill = {
  name: 'leader-lost',
  promise:
    'when a cluster loses its leader in the middle of appends, every command is stored once or clearly refused, and its repeat ends well',
  target: `in doubt 0, lost 0, doubled 0, every answer ≤ ${ANSWER_MS / 1000} s; an election longer than the patience: refused > 0, each 503 with Retry-After, every repeat stored`,
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const { EVENTSTORE_URL: url } = process.env;
    const cluster = url === undefined ? await doubleCluster(draw) : await realCluster(url);
    const short = await rounds(cluster, { count: smoke ? 1 : 6, draw });
    const long = await longElection(draw, smoke);
    const blindTiming = { giveUpAfterMs: 0, appendTimeoutMs: 1_000 };
    const blind = await rounds(await doubleCluster(draw), { count: 1, draw, sameIds: false, timing: blindTiming });
    const { all, endedWell } = long.load.repeated;
    const real = [short, long];
    const strange = real.flatMap(({ load }) => load.strange);
    const [lost, doubled] = [short.lost + long.lost, short.doubled + long.doubled];
    const slowest = Math.max(...real.map(({ load }) => load.slowest));
    const inDoubt = `in doubt ${strange.length}${strange.length > 0 ? ` (${strange[0]})` : ''}`;
    const outlasted = `an election of ${long.electionMs / 1000} s: ${all} commands refused, ${endedWell} of them stored by a repeat, ${long.load.acknowledged} stored`;
    return {
      figure: `${url === undefined ? 'double' : 'real cluster'}: ${short.load.acknowledged} stored, ${short.load.refused} refused and repeated; ${outlasted}; ${inDoubt}, lost ${lost}, doubled ${doubled}, slowest ${Math.round(slowest)} ms`,
      holds: strange.length + lost + doubled === 0 && slowest <= ANSWER_MS && all > 0 && endedWell === all,
      control: {
        kind: 'not used',
        figure: `repeated with new ids: doubled ${blind.doubled}`,
        fails: blind.doubled > 0,
      },
    };
  },
};
