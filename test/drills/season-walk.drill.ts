import fc from 'fast-check';
import type { Drill } from './drill.js';
import { claimOps } from './season-walk/claim-ops.js';
import { challengeOps } from './season-walk/challenge-ops.js';
import { decisionOps } from './season-walk/decision-ops.js';
import { disputeOps } from './season-walk/dispute-ops.js';
import { entrantOps } from './season-walk/entrant-ops.js';
import { type Fault, faults } from './season-walk/faults.js';
import { CLOCK, type Difference, play, type Tally } from './season-walk/play.js';
import { directoryOps } from './season-walk/directory-ops.js';
import { anyWalk, type Ops, type Step } from './season-walk/walk.js';
import { World } from './season-walk/world.js';

const CHALLENGES = 10;
const OFTEN = 6;
/** The clock of a walk moves about once in a hundred steps. */
const DAYS = { weight: 12, ask: () => null };
const ops: Ops = {
  ...challengeOps,
  ...entrantOps,
  ...claimOps,
  ...decisionOps,
  ...disputeOps,
  ...directoryOps,
  [CLOCK]: DAYS,
};

/** Plays a walk over new challenges up to the first difference. */
async function walk(world: World, name: string, steps: readonly Step[], tally: Tally): Promise<Difference | null> {
  world.begin(name, CHALLENGES);
  for (const step of steps) {
    const difference = await play(step, ops, world, world.model, tally);
    if (difference) return difference;
  }
  return null;
}

const stepsOf = (ops: Ops, seed: number, length: number): Step[] =>
  fc.sample(anyWalk(ops, length), { seed, numRuns: 1 })[0]!;

const LONGEST = 4_000;

/** Null = the walk met no difference. */
function find(world: World, { often, whilePlanted }: Fault, place: number, seed: number): Promise<Difference | null> {
  const more = Object.fromEntries(often.map((name) => [name, { ...ops[name]!, weight: ops[name]!.weight * OFTEN }]));
  const steps = stepsOf({ ...ops, ...more }, seed, LONGEST);
  return whilePlanted(() => walk(world, `f${place}`, steps, newTally()));
}

const newTally = (): Tally => ({ accepted: 0, quiet: 0, refused: 0, days: 0 });

async function inWorld<Result>(work: (world: World) => Promise<Result>): Promise<Result> {
  const world = await World.start();
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

const WALKS = 40;
const STEPS = 4_000;

export const seasonWalk: Drill = {
  name: 'season-walk',
  promise: 'everybody may do exactly what the rules say, in every state of a season',
  target: '0 differences from an independent model of rights and states',
  quick: true,
  async run(seed, smoke) {
    const tally = newTally();
    let difference: Difference | null = null;
    for (let n = 0; n < (smoke ? 1 : WALKS) && !difference; n += 1)
      difference = await inWorld((world) => walk(world, 'w', stepsOf(ops, seed + n, smoke ? 1_000 : STEPS), tally));
    const missed = await inWorld(async (world) => {
      const found: string[] = [];
      for (const [place, fault] of faults.entries())
        if (!(await find(world, fault, place, seed + place))) found.push(fault.name);
      return found;
    });
    const { accepted, quiet, refused, days } = tally;
    return {
      figure: `${accepted + quiet + refused} commands over ${CHALLENGES} challenges and ${days} days: ${accepted} accepted, ${quiet} with nothing to do, ${refused} refused; ${difference ? `${difference.command}: ${difference.what}` : '0 differences'}`,
      holds: !difference,
      control: {
        kind: 'fault put in',
        figure: `${faults.length - missed.length} of ${faults.length} planted faults found${missed.length > 0 ? `; not: ${missed.join('; ')}` : ''}`,
        fails: missed.length === 0,
      },
    };
  },
};
