import { type Bound, profiled } from './bound.js';
import type { Redis } from 'ioredis';
import { OrderedBoard, rankedCollege, type RankedCollege } from '../projections/standings/ranking.js';
import type { Ground } from './ground.js';
import { byTurns, median, mustHold, rounded, type Bench } from './measure.js';
import { startRedis } from './redis-server.js';

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
  /** Kept so that no step is for nothing. */
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
