import { Command } from '@nestjs/cqrs';
import type { CollegeEvent } from '../../events/college.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { nameKey } from '../import-roster/college-names.js';
import { registered, type CollegeState } from '../college.js';

export interface CollegeAliases {
  collegeId: string;
  /** Other names under which reports and spreadsheets speak of the college. */
  aliases: readonly string[];
}

export class SetCollegeAliases extends Command<{ position: string | null; collegeId: string }> {
  constructor(
    readonly input: CollegeAliases,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export interface AliasFacts {
  /** Every name, short name and alias, by its key, each with the colleges that bear it. */
  bearers: ReadonlyMap<string, ReadonlySet<string>>;
}

/** An alias leads to one college: of spellings that read the same the first stays. Throws conflict ALIAS_TAKEN. */
export function setCollegeAliases(
  { collegeId, aliases }: CollegeAliases,
  state: CollegeState,
  { bearers }: AliasFacts,
): CollegeEvent[] {
  const present = registered(state).aliases;
  const wanted = [...new Map(aliases.toReversed().map((alias) => [nameKey(alias), alias])).values()].toReversed();
  if (wanted.length === present.length && wanted.every((alias) => present.includes(alias))) return [];
  const taken = wanted.find((alias) => [...(bearers.get(nameKey(alias)) ?? [])].some((other) => other !== collegeId));
  if (taken !== undefined)
    throw new DomainError('conflict', 'ALIAS_TAKEN', { alias: taken }, `aliases.${aliases.indexOf(taken)}`);
  return [{ type: 'CollegeAliasesSet', data: { collegeId, aliases: wanted } }];
}
