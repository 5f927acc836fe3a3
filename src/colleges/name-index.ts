import { nameKeys } from '../names/name-keys.js';

interface NamedCollege {
  collegeId: string;
  names: { kk: string; ru: string; en: string };
  shortNames: { kk: string; ru: string; en: string };
  aliases: readonly string[];
}

/** Names of a college never change within one state, so their keys are computed once. */
const keysOf = new WeakMap<NamedCollege, readonly string[]>();

function keysOfCollege(college: NamedCollege): readonly string[] {
  const known = keysOf.get(college);
  if (known) return known;
  const { names, shortNames, aliases } = college;
  const all = [...Object.values(names), ...Object.values(shortNames), ...aliases];
  const keys = [...new Set(all.flatMap((name) => [...nameKeys(name)]))];
  keysOf.set(college, keys);
  return keys;
}

/** Finds colleges by any spelling of a name, short name or alias. */
export class NameIndex {
  private readonly bearers = new Map<string, Set<string>>();

  constructor(colleges: Iterable<NamedCollege>) {
    for (const college of colleges)
      for (const key of keysOfCollege(college))
        this.bearers.set(key, (this.bearers.get(key) ?? new Set()).add(college.collegeId));
  }

  /** Ids of the colleges that bear the name. */
  find(name: string): Set<string> {
    return new Set([...nameKeys(name)].flatMap((key) => [...(this.bearers.get(key) ?? [])]));
  }

  /** True when a college other than `collegeId` bears the name. */
  isTaken(name: string, collegeId: string): boolean {
    return [...this.find(name)].some((bearer) => bearer !== collegeId);
  }
}
