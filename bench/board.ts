import type { Redis } from 'ioredis';
import { OrderedBoard, rankedCollege, type RankedCollege } from '../projections/standings/ranking.js';
import { uuidOf } from '../src/config/ids.js';
import { encode } from '../src/event-store/codec.js';
import type { StoredEvent } from '../src/event-store/event-store.js';
import type { DomainEvent } from '../src/events/schemas.js';
import { CurrentStandings } from '../src/leaderboard/challenge-standings.js';
import { standingsRunner } from '../src/leaderboard/standings.runner.js';
import type { Runner } from '../src/projector/runner.js';
import { MemoryEventStore } from '../test/support/memory-event-store.js';
import { type Ground, startRedis } from './context.js';
import { type Bench, type Bound, byTurns, median, mustHold, profiled, rounded } from './measure.js';

/** More would not fit into one append. */
const ENTRANTS_AT_ONCE = 1_000;
const BATCH = 100;
const BEGINS = Date.parse('2026-10-05T07:00:00.000Z');
const reviewer = 'acc-5b0c7d1e';
const same = (text: string) => ({ kk: text, ru: text, en: text });
const rules = {
  kinds: {
    trees: {
      base: 10,
      cap: 1_000,
      parts: [{ metric: 'trees', step: 1, weight: 1, max: null }],
      perDay: 1_000,
      seasonCap: null,
    },
  },
  lateAfterDays: 3660,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

/** A challenge with a given number of colleges, event by event; equal arguments give equal events. */
export class CollegesAtWork {
  private readonly revisions = new Map<string, number>();
  private events = 0;
  private actions = 0;
  private chance = 1;

  /** `earlier`: number of events already in the same history. */
  constructor(
    private readonly colleges: number,
    readonly challengeId = 'amal-2026',
    private readonly earlier = 0,
  ) {}

  /** Everything up to the moment at which each college has one approved action. */
  *opening(): Generator<StoredEvent> {
    const titles = { titles: same('Жасыл'), season: same('2026') };
    const dates = { opensOn: '2026-10-01', closesOn: '2027-10-01' };
    const { challengeId } = this;
    yield this.own({ type: 'ChallengeAnnounced', data: { challengeId, track: 'green', ...titles, ...dates } });
    const note = { kk: 'Ереже', ru: 'Правила' };
    yield this.own({ type: 'RulebookPublished', data: { challengeId, version: 1, rules, retroactive: false, note } });
    const entrants = Array.from({ length: this.colleges }, (_, n) => ({
      collegeId: `college-${n}`,
      names: same(`Колледж ${n}`),
      shortNames: same(`К-${n}`),
      students: 200 + (n % 1_000),
      enrolmentAsOf: '2026-09-01',
      league: n % 2 === 0 ? 'A' : 'B',
    }));
    yield this.own({
      type: 'ChallengeOpened',
      data: { challengeId, entrants: entrants.slice(0, ENTRANTS_AT_ONCE) },
    });
    for (const entrant of entrants.slice(ENTRANTS_AT_ONCE))
      yield this.own({ type: 'CollegeEntered', data: { challengeId, ...entrant } });
    for (let n = 0; n < this.colleges; n += 1) yield* this.approved(n);
  }

  /** A hundred events: fifty random actions, submitted and approved. */
  batch(): StoredEvent[] {
    return Array.from({ length: BATCH / 2 }, () => [...this.approved(this.next() % this.colleges)]).flat();
  }

  private *approved(n: number): Generator<StoredEvent> {
    const actionId = `${this.challengeId}-${(this.actions += 1)}`;
    const whose = { actionId, challengeId: this.challengeId, collegeId: `college-${n}` };
    const day = this.recordedAt().slice(0, 10);
    const nothing = { partners: [], evidence: [], details: null };
    const claimed = { trees: { value: 5, precision: 'exact' as const } };
    const dates = { doneOn: day, submittedOn: day };
    yield this.of(`action-${actionId}`, {
      type: 'ActionSubmitted',
      data: { ...whose, kind: 'trees', ...dates, claimed, ...nothing, rulebookVersion: 1 },
    });
    const verified = { trees: 1 + (this.next() % 500) };
    yield this.of(`action-${actionId}`, { type: 'ActionApproved', data: { ...whose, verified, reviewer } });
  }

  private own(event: DomainEvent): StoredEvent {
    return this.of(`challenge-${this.challengeId}`, event);
  }

  private of(stream: string, event: DomainEvent): StoredEvent {
    const revision = (this.revisions.get(stream) ?? -1) + 1;
    this.revisions.set(stream, revision);
    this.events += 1;
    const metadata = { actor: reviewer, $correlationId: 'bench', recordedAt: this.recordedAt() };
    const { id, type, data, metadata: about } = encode(event, uuidOf(`growth ${this.number}`), metadata);
    const texts = { data: JSON.stringify(data), metadata: JSON.stringify(about) };
    return { id, type, stream, revision, position: String(this.number), ...texts };
  }

  private recordedAt(): string {
    return new Date(BEGINS + this.number * 10).toISOString();
  }

  /** Number of the last event, from 1. */
  private get number(): number {
    return this.earlier + this.events;
  }

  private next(): number {
    this.chance = (Math.imul(this.chance, 1_664_525) + 1_013_904_223) >>> 0;
    return this.chance >>> 8;
  }
}

/** The standings runner of the projector, with its documents encoded as for the read model. */
export class WrittenStandings {
  readonly documents = new Map<string, string>();

  private constructor(
    private readonly runner: Runner,
    private readonly keeps: boolean,
  ) {}

  /** `live`: whose memory answers questions; `keeps`: whether the documents can be looked at afterwards. */
  static async open({
    live,
    keeps = true,
  }: { live?: CurrentStandings; keeps?: boolean } = {}): Promise<WrittenStandings> {
    const documents = () => Promise.resolve(new Map<string, object>());
    const common = { store: new MemoryEventStore(), documents, position: null, parked: [] };
    const factory = standingsRunner(live ?? new CurrentStandings());
    return new WrittenStandings(await factory.open({ ...common, live: live !== undefined }), keeps);
  }

  /** How many documents it changes. */
  async fold(events: readonly StoredEvent[]): Promise<number> {
    const { upserts, deletes } = await this.runner.fold(events);
    for (const { key, body } of upserts) {
      const text = JSON.stringify(body);
      if (this.keeps) this.documents.set(key, text);
    }
    for (const key of deletes) this.documents.delete(key);
    return upserts.length + deletes.length;
  }
}

/** Processor time of this process, all its threads, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

const KEY = 'board';
const TOP = 10;
const MINIMUM = 200;
/** Asked of the clock only now and then: it costs as much as a step. */
const AT_ONCE = 64;

const idOf = (college: number) => `college-${college}`;

function colleged(college: number, points: number): RankedCollege {
  const name = { kk: idOf(college), ru: idOf(college), en: idOf(college) };
  const entrant = { collegeId: idOf(college), names: name, shortNames: name, students: 500, league: null };
  const score = { points, scored: new Set<string>(), kinds: [], diversity: { points: 0, kinds: [] }, participants: 0 };
  return rankedCollege({ ...entrant, enrolmentAsOf: '2026-09-01' }, score, MINIMUM);
}

/** A board of many colleges, as the standings hold it: ordered by all that decides a place. */
class OwnBoard {
  private readonly colleges: RankedCollege[];
  private readonly board: OrderedBoard<RankedCollege>;
  /** Prevents the optimiser from removing a step. */
  seen = 0;

  constructor(points: readonly number[]) {
    this.colleges = points.map((sum, college) => colleged(college, sum));
    this.board = new OrderedBoard('total', this.colleges);
  }

  /** More points for a college, its place, and the first ten. */
  step(college: number, more: number): void {
    const before = this.colleges[college]!;
    const { entrant, score } = before;
    const after = rankedCollege(entrant, { ...score, points: score.points + more }, MINIMUM, before.nameKey);
    this.colleges[college] = after;
    this.board.replace(before, after);
    this.seen += this.rankOf(college) + this.top().length;
  }

  rankOf(college: number): number {
    return this.board.rankOf(this.colleges[college]!);
  }

  top(): RankedCollege[] {
    return this.board.ordered.slice(0, TOP);
  }

  pointsOf(college: number): number {
    return this.colleges[college]!.score.points;
  }
}

/** The same of a sorted set, in one pipeline. */
async function redisStep(client: Redis, college: number, more: number): Promise<void> {
  const pipeline = client.pipeline().zincrby(KEY, more, idOf(college)).zrevrank(KEY, idOf(college));
  await pipeline.zrevrange(KEY, 0, TOP - 1, 'WITHSCORES').exec();
}

/** Next college and points, the same for both sides. */
const draws = (colleges: number) => {
  let state = 12_345;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return { college: (state >>> 8) % colleges, more: 5 + (state % 40) };
  };
};

async function fill(client: Redis, points: ArrayLike<number>): Promise<void> {
  for (let from = 0; from < points.length; from += 1_000) {
    const some = Array.prototype.slice.call(points, from, from + 1_000) as number[];
    await client.zadd(KEY, ...some.flatMap((sum, n) => [sum, idOf(from + n)]));
  }
}

/** The sorted set holds what every college should have; our board must rank them alike. */
async function check(own: OwnBoard, client: Redis, sums: Float64Array): Promise<void> {
  const top = await client.zrevrange(KEY, 0, TOP - 1, 'WITHSCORES');
  const theirs = top.filter((_, place) => place % 2 === 1).map(Number);
  const ours = own.top().map(({ score }) => score.points);
  mustHold(JSON.stringify(theirs) === JSON.stringify(ours), 'the first ten have other points');
  for (let n = 0; n < 200; n += 1) {
    const college = Math.floor((n * sums.length) / 200);
    mustHold(own.pointsOf(college) === sums[college], `${idOf(college)} has other points`);
    const better = await client.zcount(KEY, `(${sums[college]}`, '+inf');
    mustHold(own.rankOf(college) === better + 1, `${idOf(college)} stands elsewhere`);
  }
}

async function measure(ground: Ground, colleges: number) {
  const { client, stop } = await startRedis(ground.folder);
  try {
    const start = Array.from({ length: colleges }, (_, college) => (college * 7_919) % (colleges * 3));
    const own = new OwnBoard(start);
    await fill(client, start);
    const next = draws(colleges);
    const sums = Float64Array.from(start);
    const ours = async () => {
      const from = performance.now();
      let steps = 0;
      while (performance.now() - from < ground.seconds * 1_000) {
        for (let n = 0; n < AT_ONCE; n += 1) {
          const { college, more } = next();
          sums[college]! += more;
          own.step(college, more);
        }
        steps += AT_ONCE;
      }
      return ((performance.now() - from) * 1_000) / steps;
    };
    const anchor = async () => {
      const from = performance.now();
      let steps = 0;
      for (; performance.now() - from < ground.seconds * 1_000; steps += 1) {
        const { college, more } = next();
        await redisStep(client, college, more);
      }
      return ((performance.now() - from) * 1_000) / steps;
    };
    await ours();
    const rounds = await byTurns(ground, ours, anchor);
    await fill(client, sums);
    await check(own, client, sums);
    const medians = {
      'µs ours': rounded(median(rounds.map((one) => one.ours))),
      'µs Redis': rounded(median(rounds.map((one) => one.anchor))),
    };
    return { rounds, figures: medians };
  } finally {
    await stop();
  }
}

const boardOps = (colleges: number, name: string, bound?: Bound): Bench => ({
  name: `board.ops.${name}`,
  metric: `time of more points for one of ${colleges.toLocaleString('en')} colleges, its place and the first ten`,
  anchor: 'a sorted set of Redis, one pipeline of ioredis',
  target: { atMost: 0.01 },
  ...(bound !== undefined && { bound }),
  needs: ['redis-server'],
  run: (ground) => measure(ground, ground.smoke ? Math.min(colleges, 2_000) : colleges),
});

const FAR_APART = profiled(
  '2026-11-25',
  'more than half of a step was the making of the changed college, 2.0 of 3.7 µs in the run that was profiled; among 770 it was a fifth, 0.12 of 0.6, with the same code',
);

export const boardOpsBenches: readonly Bench[] = [boardOps(770, '770'), boardOps(100_000, '100k', FAR_APART)];

const FEW = 1_000;
const SMOKE_SHARE = 20;
const BATCHES = 20;
/** Turns per round: a garbage collection falls into one turn and not into the median. */
const SLICES = 11;

/** A challenge with busy colleges, and its events so far. */
class Stage {
  private readonly told: StoredEvent[] = [];
  private changes = 0;
  private events = 0;

  private constructor(
    private readonly colleges: number,
    private readonly atWork: CollegesAtWork,
    private readonly written: WrittenStandings,
  ) {}

  static async open(colleges: number): Promise<Stage> {
    const stage = new Stage(colleges, new CollegesAtWork(colleges), await WrittenStandings.open());
    for (const event of stage.atWork.opening()) stage.told.push(event);
    await stage.written.fold(stage.told);
    await stage.turn();
    return stage;
  }

  /** Milliseconds of processor time for one event. */
  async turn(batches = BATCHES): Promise<number> {
    const work = Array.from({ length: batches }, () => this.atWork.batch());
    const events = work.reduce((sum, { length }) => sum + length, 0);
    const start = processorMs();
    for (const batch of work) this.changes += await this.written.fold(batch);
    const spent = processorMs() - start;
    this.events += events;
    for (const batch of work) this.told.push(...batch);
    return spent / events;
  }

  get documentsPerEvent(): number {
    return this.changes / this.events;
  }

  /** Incremental documents must equal those of one fold of all events. */
  async check(): Promise<void> {
    const once = await WrittenStandings.open();
    await once.fold(this.told);
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
export const scaleCost = (colleges: number): Bench => ({
  name: `scale.cost.${colleges / 1_000}k`,
  metric: `processor time for an event, standings of ${colleges} colleges and the documents they write, by the hundred`,
  anchor: `the same with ${FEW} colleges`,
  target: { atMost: 1.5 },
  async run(ground) {
    const size = (count: number) => (ground.smoke ? Math.ceil(count / SMOKE_SHARE) : count);
    const few = await Stage.open(size(FEW));
    const many = await Stage.open(size(colleges));
    const rounds = await byTurns(
      ground,
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
});
