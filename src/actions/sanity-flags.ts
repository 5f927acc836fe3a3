import type { Claimed } from '../events/values.js';
import type { SanityFlag } from './actions.contract.js';

const GRAMS_A_PERSON = 100_000;
const TREES_A_PERSON = 3;
const BENEFICIARIES = 50;

export interface Look {
  claimed: Claimed;
  /** Students of the college; null = not known. */
  students: number | null;
  /** Trees the college has verified so far; null = the action counts no living trees. */
  planted: number | null;
  /** Other actions of the college of the same kind and day. */
  twins: number;
}

/** Numbers outside what such actions usually bring. Flags for a reviewer, never a refusal. */
export function flagsOf({ claimed, students, planted, twins }: Look): SanityFlag[] {
  const value = (metric: string) => (Object.hasOwn(claimed, metric) ? claimed[metric]!.value : null);
  const participants = value('participants');
  const perPerson = (metric: string, most: number) =>
    participants !== null && participants > 0 && (value(metric) ?? 0) > most * participants;
  const flags: [SanityFlag, boolean][] = [
    ['much-waste-a-person', perPerson('grams', GRAMS_A_PERSON)],
    ['many-trees-a-person', perPerson('trees', TREES_A_PERSON)],
    ['more-participants-than-students', students !== null && (participants ?? 0) > students],
    ['many-beneficiaries', (value('beneficiaries') ?? 0) > BENEFICIARIES],
    ['more-living-trees-than-planted', planted !== null && (value('livingTrees') ?? 0) > planted],
    ['same-kind-same-day', twins > 0],
  ];
  return flags.filter(([, raised]) => raised).map(([flag]) => flag);
}
