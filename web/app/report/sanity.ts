/** Bounds of the reviewer's sanity flags (`projections/claims/claim-flags.ts`). The form warns and never refuses. */
const GRAMS_A_PERSON = 100_000;
const TREES_A_PERSON = 3;
const BENEFICIARIES = 50;

export interface SanityHint {
  metric: string;
  word: 'muchWaste' | 'manyTrees' | 'manyParticipants' | 'manyBeneficiaries';
  n: number;
}

/** Hints beside unusual numbers, so that a slip of the finger is seen before the reviewer asks. `students` null = unknown. */
export function sanityHints(numbers: Readonly<Record<string, number>>, students: number | null): SanityHint[] {
  const { participants = 0, grams = 0, trees = 0, beneficiaries = 0 } = numbers;
  const hints: SanityHint[] = [];
  if (participants > 0 && grams > GRAMS_A_PERSON * participants)
    hints.push({ metric: 'grams', word: 'muchWaste', n: Math.floor(grams / 1000 / participants) });
  if (participants > 0 && trees > TREES_A_PERSON * participants)
    hints.push({ metric: 'trees', word: 'manyTrees', n: Math.floor(trees / participants) });
  if (students !== null && participants > students)
    hints.push({ metric: 'participants', word: 'manyParticipants', n: students });
  if (beneficiaries > BENEFICIARIES)
    hints.push({ metric: 'beneficiaries', word: 'manyBeneficiaries', n: BENEFICIARIES });
  return hints;
}
