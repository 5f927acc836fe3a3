import { nameKeys } from '../names/name-keys.js';

export interface NamedCollege {
  collegeId: string;
  names: { kk: string; ru: string; en: string };
  shortNames: { kk: string; ru: string; en: string };
  aliases: readonly string[];
}

/** Finds colleges by any spelling of a name, short name or alias. */
export class NameIndex {
  private readonly bearers = new Map<string, Set<string>>();

  constructor(colleges: Iterable<NamedCollege>) {
    for (const { collegeId, names, shortNames, aliases } of colleges)
      for (const name of [...Object.values(names), ...Object.values(shortNames), ...aliases])
        for (const key of nameKeys(name)) this.bearers.set(key, (this.bearers.get(key) ?? new Set()).add(collegeId));
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
