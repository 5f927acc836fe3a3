import { withoutLookAlikes } from '../look-alikes.js';

/**
 * Makes spellings of one name equal: case, quotation marks, spaces, ё, signs nobody sees, letters of the other script that look the same.
 * Nothing else, so that two colleges never melt into one.
 */
export function nameKey(name: string): string {
  return withoutLookAlikes(name.normalize('NFKC').replaceAll(/\p{Default_Ignorable_Code_Point}/gu, ''))
    .toLowerCase()
    .replaceAll(/["'«»“”„‟‹›]/g, ' ')
    .replaceAll('ё', 'е')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

interface NamedCollege {
  collegeId: string;
  names: { kk: string; ru: string; en: string };
  shortNames: { kk: string; ru: string; en: string };
  aliases: readonly string[];
}

/** Every name, short name and alias, each with the colleges that bear it. */
export function namesOf(colleges: Iterable<NamedCollege>): Map<string, Set<string>> {
  const bearers = new Map<string, Set<string>>();
  for (const { collegeId, names, shortNames, aliases } of colleges) {
    for (const name of [...Object.values(names), ...Object.values(shortNames), ...aliases]) {
      const key = nameKey(name);
      bearers.set(key, (bearers.get(key) ?? new Set()).add(collegeId));
    }
  }
  return bearers;
}
