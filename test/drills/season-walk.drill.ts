import fc from 'fast-check';
import type { Drill } from './drill.js';
import { agreementFaults } from './season-walk/agreement-faults.js';
import { agreementOf, differencesIn } from './season-walk/agreement.js';
import { claimOps } from './season-walk/claim-ops.js';
import { challengeOps } from './season-walk/challenge-ops.js';
import { decisionOps } from './season-walk/decision-ops.js';
import { directoryOps } from './season-walk/directory-ops.js';
import { disputeOps } from './season-walk/dispute-ops.js';
import { entrantOps } from './season-walk/entrant-ops.js';
import { type Fault, faults } from './season-walk/faults.js';
import { objectionOps } from './season-walk/objection-ops.js';
import { CLOCK, type Difference, Player } from './season-walk/play.js';
import { type Replay, shorten } from './season-walk/shorten.js';
import { type Moment, momentsOf, type View } from './season-walk/views.js';
import { anyWalk, type Ops, type Step } from './season-walk/walk.js';
import { wayOut } from './season-walk/ways-out.js';
import { World } from './season-walk/world.js';

const CHALLENGES = 10;
/** The clock of a walk moves about once in a hundred steps. */
const DAYS = { weight: 12, ask: () => null };
const ops: Ops = {
  ...challengeOps,
  ...entrantOps,
  ...claimOps,
  ...decisionOps,
  ...disputeOps,
  ...objectionOps,
  ...directoryOps,
  [CLOCK]: DAYS,
};

const stepsOf = (ops: Ops, seed: number, length: number): Step[] =>
  fc.sample(anyWalk(ops, length), { seed, numRuns: 1 })[0]!;

const OPENING = ['announce', 'publish', 'open', 'adjust'];
const OPENING_STEPS = 30;

/** A short walk opens challenges and adjusts points first, so that its control has something to change. */
const opening = (steps: readonly Step[]): Step[] =>
  steps.map((step, place) => ({ ...step, command: OPENING[Math.floor(place / OPENING_STEPS)] ?? step.command }));

async function inWorld<Result>(work: (world: World) => Promise<Result>): Promise<Result> {
  const world = await World.start();
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

/** The sum of all walks. */
class Total {
  commands = 0;
  accepted = 0;
  refused = 0;
  days = 0;
  ended = 0;
  blocked = 0;
  stuck: string[] = [];
  compared = 0;
  disagreements: string[] = [];
  difference: Difference | null = null;
  /** The first view with each kind of answer, for the control. */
  views: View[] = [];

  add({ tally: { accepted, quiet, refused, days } }: Player): void {
    this.commands += accepted + quiet + refused;
    this.accepted += accepted;
    this.refused += refused;
    this.days += days;
  }

  get holds(): boolean {
    return !this.difference && this.stuck.length === 0 && this.disagreements.length === 0;
  }

  get figure(): string {
    const first = this.difference ? `; ${this.difference.command}: ${this.difference.what}` : '';
    const worst = [...this.stuck, ...this.disagreements].slice(0, 3).map((what) => `; ${what}`);
    return (
      `${this.commands} commands over ${CHALLENGES} challenges at a time and ${this.days} days (${this.accepted} accepted, ` +
      `${this.refused} refused): ${this.difference ? 1 : 0} differences; ${this.ended} challenges led to an end, ` +
      `${this.blocked} of them blocked before: ${this.stuck.length} stuck; ${this.compared} views of points: ` +
      `${this.disagreements.length} disagreements${first}${worst.join('')}`
    );
  }
}

/** Walks, leads every challenge to its end, and compares all that can be read of the points, before and after. */
async function walk(world: World, steps: readonly Step[], total: Total): Promise<Player> {
  const player = new Player(ops, world);
  world.begin('w', CHALLENGES);
  const moments: Moment[] = [];
  for (const [place, step] of steps.entries()) {
    if (place % Math.ceil(steps.length / 3) === 0 && place > 0) moments.push(...(await momentsOf(world)));
    total.difference = await player.step(step);
    if (total.difference) return player;
  }
  await agree(world, moments, total);
  for (const challenge of world.model.challenges.filter(({ state }) => state !== 'none')) {
    const { wasBlocked, stuck, difference } = await wayOut(player, challenge);
    total.ended += 1;
    if (wasBlocked) total.blocked += 1;
    if (stuck !== null) total.stuck.push(stuck);
    total.difference = difference;
    if (difference) return player;
  }
  await world.rebuild();
  await agree(world, moments, total);
  return player;
}

async function agree(world: World, moments: readonly Moment[], total: Total): Promise<void> {
  const { views, differences } = await agreementOf(world, moments);
  total.compared += views.length;
  total.disagreements.push(...differences);
  total.views = views;
}

/** Prints the shortest list of requests that ends in the difference. */
async function explain(player: Player): Promise<void> {
  const replay: Replay = (moves) =>
    inWorld(async (world) => {
      const again = new Player(ops, world);
      world.begin('w', CHALLENGES);
      for (const move of moves) {
        const difference = await again.repeat(move);
        if (difference) return { difference, lines: [...again.lines, `${difference.what}`] };
      }
      return null;
    });
  const lines = await shorten(player.played, replay);
  console.error(lines.map((line, place) => `${place + 1}. ${line}`).join('\n'));
}

const LONGEST = 12_000;
const OFTEN = 6;

/** Null = the walk met no difference. */
async function find(
  world: World,
  { often, whilePlanted }: Fault,
  place: number,
  seed: number,
): Promise<Difference | null> {
  const more = Object.fromEntries(often.map((name) => [name, { ...ops[name]!, weight: ops[name]!.weight * OFTEN }]));
  const player = new Player(ops, world);
  world.begin(`f${place}`, CHALLENGES);
  return whilePlanted(async () => {
    for (const step of opening(stepsOf({ ...ops, ...more }, seed, LONGEST))) {
      const difference = await player.step(step);
      if (difference) return difference;
    }
    return null;
  });
}

/** Names of planted faults that nothing found. */
async function missedFaults(views: readonly View[], planted: readonly Fault[], seed: number): Promise<string[]> {
  const unseen = Object.entries(agreementFaults).flatMap(([name, plant]) => {
    const faulty = views.flatMap((view) => plant(view) ?? [])[0];
    return faulty && differencesIn(faulty).length > 0 ? [] : [name];
  });
  const missed = await inWorld(async (world) => {
    const found: string[] = [];
    for (const [place, fault] of planted.entries())
      if (!(await find(world, fault, place, seed + place))) found.push(fault.name);
    return found;
  });
  return [...unseen, ...missed];
}

const WALKS = 42;
const STEPS = 4_200;
const FEW_STEPS = 800;

export const seasonWalk: Drill = {
  name: 'season-walk',
  promise:
    'everybody may do exactly what the rules say, every challenge can be ended, and all that tells of points agrees',
  target: '0 differences from an independent model of rights and states, 0 stuck, 0 disagreements',
  quick: false,
  async run(seed, smoke) {
    const total = new Total();
    for (let n = 0; n < (smoke ? 1 : WALKS) && total.holds; n += 1) {
      const steps = smoke ? opening(stepsOf(ops, seed, FEW_STEPS)) : stepsOf(ops, seed + n, STEPS);
      const player = await inWorld((world) => walk(world, steps, total));
      total.add(player);
      if (total.difference) await explain(player);
    }
    const chosen = faults.filter((_, place) => !smoke || (place + seed) % 3 === 0);
    const missed = await missedFaults(total.views, chosen, seed);
    const planted = chosen.length + Object.keys(agreementFaults).length;
    return {
      figure: total.figure,
      holds: total.holds,
      control: {
        kind: 'fault put in',
        figure: `${planted - missed.length} of ${planted} planted faults found${missed.length > 0 ? `; not: ${missed.join('; ')}` : ''}`,
        fails: missed.length === 0,
      },
    };
  },
};
