import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import type { StoredEvent } from '../src/event-store/event-store.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { PositionByTimeIndex, StandingsAt } from '../src/leaderboard/standings-at.js';
import { rebuild } from '../src/projector/rebuild.js';
import { SnapshotStore } from '../src/projector/read-model.js';
import { verify } from '../src/projector/verify.js';
import {
  appendSeason,
  foldWholeHistory,
  GrowingChallenge,
  type LongHistory,
  longHistory,
  seasonEvents,
  usualSize,
  WrittenStandings,
} from './history.js';

import { type Bench, byTurns, type Database, median, mustHold, percentile, rounded, speeds } from './harness.js';
import { processorMs, RpcProcess } from './rpc-process.js';

const EVENTS = 50_000;
const SMOKE_EVENTS = 2_000;
/** As many colleges as take part in the region, and a challenge of each track. */
const SEASON = { colleges: 24, challenges: 2 };
const BATCH = 1_000;

/** A rebuild of the standings with all documents, against a consumer that only counts the same events. */
export const rebuildStandings: Bench = {
  name: 'rebuild',
  metric: 'rebuild of the standings, events/s, 50,000 events',
  anchor: `emmett-postgresql, a consumer whose reactor only counts, batches of ${BATCH}`,
  target: { atLeast: 5 },
  async run(context) {
    const events = [...seasonEvents({ ...SEASON, events: context.smoke ? SMOKE_EVENTS : EVENTS })];
    const { appUrl, adminUrl } = await context.database();
    const { adminUrl: peerUrl } = await context.database();
    const settings = readEnvironment({ DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
    const { store, readModel, registry, close } = await openReadModels(settings);
    const peer = RpcProcess.start('emmett.ts');
    try {
      await appendSeason(store, events);
      await peer.call('open', { url: peerUrl });
      await peer.call('fill', { events });
      const standings = registry.all().find(({ name }) => name === 'standings')!;
      const rounds = await byTurns(
        context,
        async () => {
          const start = performance.now();
          await rebuild(standings, store, readModel);
          return events.length / ((performance.now() - start) / 1_000);
        },
        async () => {
          const order = { batchSize: BATCH };
          const consumed = await peer.call<{ seen: number; outOfOrder: number; perSecond: number }>('consume', order);
          mustHold(
            consumed.seen === events.length && consumed.outOfOrder === 0,
            `the peer saw ${consumed.seen} of ${events.length} events, ${consumed.outOfOrder} out of order`,
          );
          return consumed.perSecond;
        },
      );
      const { documents, difference } = await verify(standings, store, readModel);
      mustHold(difference === null && documents > 0, 'the standings differ from a fold of the whole history');
      return { rounds, figures: { ...speeds(rounds), documents } };
    } finally {
      await peer.stop();
      await close();
    }
  },
};

const QUESTIONS = 50;
const CHECKED = 3;

class NoSnapshots extends SnapshotStore {
  override save = () => Promise.resolve();
  override list = () => Promise.resolve([]);
  override load = () => Promise.resolve(null);
}

/** Numbers from 0 to 1, the same for the same seed. */
function* chances(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** The board as of any event of a long history, of a challenge that was running then. */
export const travelAt: Bench = {
  name: 'travel.at',
  metric: `p99 of ${QUESTIONS} boards as of random events, from snapshots`,
  anchor: 'one fold of the whole history from its first event',
  target: { atMost: 0.05 },
  async run(context) {
    const history = await longHistory(context, usualSize(context));
    const settings = readEnvironment({ DATABASE_URL: history.appUrl, DATABASE_ADMIN_URL: history.adminUrl });
    const { store, readModel, snapshots, registry, close } = await openReadModels(settings);
    try {
      await rebuild(registry.get('standings')!, store, readModel);
      const standings = (kept: SnapshotStore) =>
        new StandingsAt(
          store,
          readModel,
          kept,
          new CurrentStandings(),
          new PositionByTimeIndex(store, readModel, kept),
        );
      const [past, slowly] = [standings(snapshots), standings(new NoSnapshots())];
      const random = chances(20_261_124);
      const anyMoment = () => momentOf(history, random.next().value, random.next().value);
      for (let n = 0; n < CHECKED; n += 1) {
        const { challengeId, position } = anyMoment();
        const [quick, slow] = [await past.asOf(challengeId, position), await slowly.asOf(challengeId, position)];
        mustHold(
          JSON.stringify(quick.board('staff', 'total')) === JSON.stringify(slow.board('staff', 'total')),
          `the board at ${position} differs from a fold from the first event`,
        );
      }
      const waits: number[] = [];
      const rounds = await byTurns(
        context,
        async () => {
          const own: number[] = [];
          for (let n = 0; n < QUESTIONS; n += 1) {
            const { challengeId, position } = anyMoment();
            const start = performance.now();
            const board = (await past.asOf(challengeId, position)).board('public', 'total');
            own.push(performance.now() - start);
            mustHold(board!.rows.length === history.colleges, `${board?.rows.length} colleges at ${position}`);
          }
          waits.push(...own);
          return percentile(own, 0.99);
        },
        async () => {
          const start = performance.now();
          await foldWholeHistory(store);
          return performance.now() - start;
        },
      );
      const figures = { 'p50 ms': rounded(percentile(waits, 0.5)), 'p99 ms': rounded(percentile(waits, 0.99)) };
      return { rounds, figures: { ...figures, 'whole fold ms': rounded(rounds[0]!.anchor), events: history.events } };
    } finally {
      await close();
    }
  },
};

/** A challenge while its season ran: after its colleges were in, before the next season began. */
function momentOf({ challenges, seasons }: LongHistory, first: number, second: number) {
  const season = seasons[Math.floor(first * seasons.length)]!;
  const position = season.from + season.opening + Math.floor(second * (season.events - season.opening)) + 1;
  const own = challenges.filter((_, index) => Math.floor(index / season.challenges) === seasons.indexOf(season));
  return {
    challengeId: own[position % own.length]!,
    position: String(Math.min(position, season.from + season.events)),
  };
}

const LOOK_MS = 10;
/** The very first start folds everything and writes every document. */
const FIRST_START_MS = 1_800_000;

/** Starts the built server, asks a question when it is ready, and ends it. Milliseconds from the start of the process to ready. */
async function readyTime({ appUrl, adminUrl }: Database, ask: (url: string) => Promise<void>): Promise<number> {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-bench-'));
  const note = path.join(folder, 'server.json');
  const settings = {
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: appUrl,
    DATABASE_ADMIN_URL: adminUrl,
    EVENTSTORE_URL: '',
  };
  const start = performance.now();
  const child = spawn(process.execPath, [path.join(__dirname, '../dist/src/main.js')], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-5_000));
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    for (const until = Date.now() + FIRST_START_MS; Date.now() < until; await pause(LOOK_MS)) {
      mustHold(child.exitCode === null, `the server ended: ${said}`);
      if (!existsSync(note)) continue;
      const { url } = JSON.parse(readFileSync(note, 'utf8')) as { url: string };
      if (!(await fetch(`${url}/api/health/ready`)).ok) continue;
      const ready = performance.now() - start;
      await ask(url);
      return ready;
    }
    throw new Error(`the server was not ready in time: ${said}`);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A restart on a long history with the snapshots of the run before. */
export const startWarm: Bench = {
  name: 'start.warm',
  metric: 'start of the built server to ready, with a long history and its snapshots',
  anchor: 'the same with an empty database',
  target: { atMost: 1.5 },
  async run(context) {
    const history = await longHistory(context, usualSize(context));
    const empty = await context.database();
    const last = history.challenges.at(-1)!;
    const asksBoard = async (url: string) => {
      const answer = await fetch(`${url}/api/challenges/${last}/standings`);
      const { rows } = (await answer.json()) as { rows: unknown[] };
      mustHold(answer.status === 200 && rows.length === history.colleges, `${last} has ${rows?.length} colleges`);
      const half = await fetch(`${url}/api/challenges/${last}/standings?position=${history.events - 10}`);
      mustHold(half.status === 200, `the past of ${last} answers ${half.status}`);
    };
    const asksNothing = () => Promise.resolve();
    const firstMs = await readyTime(history, asksBoard);
    await readyTime(empty, asksNothing);
    const rounds = await byTurns(
      context,
      () => readyTime(history, asksBoard),
      () => readyTime(empty, asksNothing),
    );
    const figures = {
      'ready ms': rounded(median(rounds.map(({ ours }) => ours))),
      'ready ms, empty': rounded(median(rounds.map(({ anchor }) => anchor))),
      'the first start, s': rounded(firstMs / 1_000),
      events: history.events,
    };
    return { rounds, figures };
  },
};

const FEW = 1_000;
const MANY = 10_000;
const SMOKE_SHARE = 20;
const BATCHES = 20;
/** Turns per round: a garbage collection falls into one turn and not into the median. */
const SLICES = 11;

/** A challenge with busy colleges, and its events so far. */
class Stage {
  private readonly past: StoredEvent[] = [];
  private changes = 0;
  private events = 0;

  private constructor(
    private readonly colleges: number,
    private readonly challenge: GrowingChallenge,
    private readonly written: WrittenStandings,
  ) {}

  static async open(colleges: number): Promise<Stage> {
    const stage = new Stage(colleges, new GrowingChallenge(colleges), await WrittenStandings.open());
    for (const event of stage.challenge.opening()) stage.past.push(event);
    await stage.written.fold(stage.past);
    await stage.turn();
    return stage;
  }

  /** Milliseconds of processor time for one event. */
  async turn(batches = BATCHES): Promise<number> {
    const work = Array.from({ length: batches }, () => this.challenge.batch());
    const events = work.reduce((sum, { length }) => sum + length, 0);
    const start = processorMs();
    for (const batch of work) this.changes += await this.written.fold(batch);
    const spent = processorMs() - start;
    this.events += events;
    for (const batch of work) this.past.push(...batch);
    return spent / events;
  }

  get documentsPerEvent(): number {
    return this.changes / this.events;
  }

  /** Incremental documents must equal those of one fold of all events. */
  async check(): Promise<void> {
    const once = await WrittenStandings.open();
    await once.fold(this.past);
    const bare = (text: string | undefined) => text?.replace(/"seq":\d+/, '');
    let rows = 0;
    for (const [key, text] of once.documents) {
      mustHold(bare(text) === bare(this.written.documents.get(key)), `${key} differs from a fold of everything`);
      rows += 1;
    }
    mustHold(rows === 4 * (this.colleges + 1), `the boards have ${rows} documents`);
    mustHold(rows === this.written.documents.size, 'documents are left over');
  }
}

/** Cost of a batch of a hundred events, at ten batches a second, with many colleges. */
export const scaleCost: Bench = {
  name: 'scale.cost',
  metric: `processor time for an event, standings of ${MANY} colleges and the documents they write, by the hundred`,
  anchor: `the same with ${FEW} colleges`,
  target: { atMost: 1.5 },
  async run(context) {
    const size = (count: number) => (context.smoke ? Math.ceil(count / SMOKE_SHARE) : count);
    const few = await Stage.open(size(FEW));
    const many = await Stage.open(size(MANY));
    const rounds = await byTurns(
      context,
      () => many.turn(),
      () => few.turn(),
      SLICES,
    );
    await few.check();
    await many.check();
    return {
      rounds,
      figures: {
        'µs an event': rounded(1_000 * median(rounds.map(({ ours }) => ours))),
        [`µs an event, ${FEW} colleges`]: rounded(1_000 * median(rounds.map(({ anchor }) => anchor))),
        'documents an event': rounded(many.documentsPerEvent),
        [`documents an event, ${FEW} colleges`]: rounded(few.documentsPerEvent),
      },
    };
  },
};
