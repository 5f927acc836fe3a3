import type { Rulebook } from '../../src/events/rulebook.js';
import type { LocalisedText } from '../../src/events/values.js';
import { entry, type RulebookVersion } from './standings.state.js';

/** All versions of a challenge's rulebook, made ready for scoring. */
export interface Rules {
  /** 0 = none published yet. */
  version: number;
  newest: Rulebook | null;
  /** Version of the newest retroactive one; 0 = none. */
  retroactive: number;
  byVersion: ReadonlyMap<number, Rulebook>;
  /** Of each kind ever known, as the newest version that has it says. */
  kinds: ReadonlyMap<string, KindLimits>;
}

export interface KindLimits {
  perDay: number;
  seasonCap: number | null;
  titles: LocalisedText | null;
}

export function rulesOf(versions: readonly RulebookVersion[]): Rules {
  const kinds = new Map<string, KindLimits>();
  for (const { rules } of versions) {
    for (const [code, kind] of Object.entries(rules.kinds)) {
      kinds.set(code, { perDay: kind.perDay, seasonCap: kind.seasonCap, titles: kind.titles ?? null });
    }
  }
  const newest = versions.at(-1);
  return {
    version: newest?.version ?? 0,
    newest: newest?.rules ?? null,
    retroactive: versions.findLast((version) => version.retroactive)?.version ?? 0,
    byVersion: new Map(versions.map(({ version, rules }) => [version, rules])),
    kinds,
  };
}

/** The version an action scores under: the one at its first submission, or the newest retroactive one when that is newer. */
export function versionFor(submittedUnder: number, rules: Rules): number {
  return Math.max(submittedUnder, rules.retroactive);
}

/** What a single action of this kind brings under a version; null = that version does not know the kind. */
export function kindUnder(version: number, kind: string, rules: Rules) {
  const rulebook = rules.byVersion.get(version);
  const found = rulebook && entry(rulebook.kinds, kind);
  return rulebook && found ? { kind: found, lateAfterDays: rulebook.lateAfterDays } : null;
}
