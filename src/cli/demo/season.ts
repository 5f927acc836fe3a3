import type { Claimed } from '../../events/values.js';
import { DEMO_COLLEGES, type DemoCollege } from './demo-colleges.js';

export type DemoTrack = 'amal' | 'green';

/** One action of the simulated season and its review. */
export interface DemoAction {
  id: string;
  track: DemoTrack;
  collegeId: string;
  kind: string;
  /** Days between the action and its submission. */
  daysAgo: number;
  claimed: Claimed;
  verdict: { type: 'approve'; verified: Record<string, number> } | { type: 'reject'; reason: string };
  /** The numbers of a later correction; null = none. */
  correction: Record<string, number> | null;
}

/** A reproducible random generator of numbers in [0, 1) (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Range = readonly [least: number, most: number, unit?: number];

/** Usual ranges of each kind's metrics, in stored units. */
const USUAL_RANGES: Readonly<Record<DemoTrack, Readonly<Record<string, Readonly<Record<string, Range>>>>>> = {
  amal: {
    A1: { families: [3, 18], participants: [8, 30] },
    A2: { beneficiaries: [4, 30], participants: [6, 25] },
    A3: { beneficiaries: [8, 45], participants: [8, 30] },
    A4: { tiyn: [4, 22, 1_000_000], participants: [15, 60] },
    A5: { sets: [10, 90], participants: [6, 24] },
    A6: { donors: [3, 12] },
    A7: { served: [8, 44], participants: [5, 20] },
    A8: { participants: [30, 140] },
  },
  green: {
    G1: { bags: [15, 110], participants: [20, 90] },
    G2: { grams: [300, 1500, 1000], participants: [25, 95] },
    G3: { plasticBags: [4, 16], glassBags: [0, 7], metalBags: [0, 5], participants: [10, 40] },
    G4: { trees: [8, 34], participants: [10, 40] },
    G5: { grams: [90, 620, 1000], participants: [8, 35] },
    G6: { grams: [40, 190, 1000], participants: [10, 45] },
    G7: { batteries: [20, 90] },
    G8: { participants: [30, 140] },
  },
};

/** Action `number` of a track, which depends only on the seed. */
export function demoAction(seed: number, track: DemoTrack, number: number): DemoAction {
  const random = seededRandom(seed * 7_919 + number * 104_729 + (track === 'amal' ? 1 : 2));
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least + 1));
  const college = weightedCollege(random());
  const kinds = Object.keys(USUAL_RANGES[track]);
  const kind = kinds[between(0, kinds.length - 1)]!;
  const metrics = Object.entries(USUAL_RANGES[track][kind]!);
  const numbers = Object.fromEntries(
    metrics.map(([metric, [least, most, unit = 1]]) => [metric, between(least, most) * unit]),
  );
  const about = random() < 0.15;
  const verified = random() < 0.2 ? reduced(numbers) : numbers;
  const luck = random();
  return {
    id: `demo-${track}-${number}`,
    track,
    collegeId: college.id,
    kind,
    daysAgo: between(0, 3),
    claimed: Object.fromEntries(
      Object.entries(numbers).map(([metric, value]) => [
        metric,
        { value, precision: about ? ('about' as const) : ('exact' as const) },
      ]),
    ),
    verdict: luck < 0.06 ? { type: 'reject', reason: 'evidence-insufficient' } : { type: 'approve', verified },
    correction: luck > 0.97 ? reduced(verified) : null,
  };
}

function weightedCollege(random: number): DemoCollege {
  const total = DEMO_COLLEGES.reduce((sum, { weight }) => sum + weight, 0);
  let left = random * total;
  return DEMO_COLLEGES.find(({ weight }) => (left -= weight) < 0) ?? DEMO_COLLEGES[0]!;
}

const reduced = (numbers: Record<string, number>) =>
  Object.fromEntries(Object.entries(numbers).map(([metric, value]) => [metric, value - Math.floor(value / 5)]));
