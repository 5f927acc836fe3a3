import { isDeepStrictEqual } from 'node:util';
import type { Rulebook } from '../../events/rulebook.js';
import type { PublishedRulebook } from '../challenge.js';

/**
 * The first field that would change what other actions bring, and not only single new ones; null = none. Such a change is retroactive
 * by nature. A kind that was dropped and comes back is compared with the newest version that had it.
 */
export function changedForAll(before: readonly PublishedRulebook[], rules: Rulebook): string | null {
  const newest = before.at(-1)?.rules;
  if (!newest) return null;
  for (const field of ['shareCap', 'diversity', 'per100', 'ties'] as const) {
    if (!isDeepStrictEqual(meaningOf(newest)[field], meaningOf(rules)[field])) return field;
  }
  for (const [code, kind] of Object.entries(rules.kinds)) {
    const known = before.findLast(({ rules: { kinds } }) => Object.hasOwn(kinds, code))?.rules.kinds[code];
    if (known && known.perDay !== kind.perDay) return `kinds.${code}.perDay`;
    if (known && known.seasonCap !== kind.seasonCap) return `kinds.${code}.seasonCap`;
  }
  return null;
}

/** An option that is absent means the same as one that is off. */
const meaningOf = ({ shareCap, diversity, per100, ties }: Rulebook) => ({
  shareCap,
  diversity: { ...diversity, variableOnly: diversity.variableOnly ?? false },
  per100,
  ties: ties?.participantsWithinStudents ?? false,
});
