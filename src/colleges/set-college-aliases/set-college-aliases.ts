import type { CollegeEvent } from '../../events/college.events.js';
import { DomainError } from '../../event-store/domain-error.js';
import { readsTheSame } from '../../names/name-keys.js';
import { CollegeCommand, registered, type CollegeState } from '../college.js';
import type { NameIndex } from '../name-index.js';

interface CollegeAliases {
  collegeId: string;
  /** Other names under which reports and spreadsheets speak of the college. */
  aliases: readonly string[];
}

export class SetCollegeAliases extends CollegeCommand<CollegeAliases> {}

/** An alias leads to one college; of aliases that read the same the first stays. Throws conflict ALIAS_TAKEN. */
export function setCollegeAliases(
  { collegeId, aliases }: CollegeAliases,
  state: CollegeState,
  index: NameIndex,
): CollegeEvent[] {
  const present = registered(state).aliases;
  const wanted = withoutRepeats(aliases);
  if (wanted.length === present.length && wanted.every((alias) => present.includes(alias))) return [];
  const taken = wanted.find((alias) => index.isTaken(alias, collegeId));
  if (taken !== undefined)
    throw new DomainError('conflict', 'ALIAS_TAKEN', { alias: taken }, `aliases.${aliases.indexOf(taken)}`);
  return [{ type: 'CollegeAliasesSet', data: { collegeId, aliases: wanted } }];
}

const withoutRepeats = (aliases: readonly string[]): string[] =>
  aliases.filter((alias, place) => !aliases.slice(0, place).some((before) => readsTheSame(before, alias)));
