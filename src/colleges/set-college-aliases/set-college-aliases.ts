import { Command } from '@nestjs/cqrs';
import type { CollegeEvent } from '../../events/college.events.js';
import type { CommandContext } from '../../event-store/command-context.js';
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

export function setCollegeAliases({ collegeId, aliases }: CollegeAliases, state: CollegeState): CollegeEvent[] {
  const present = registered(state).aliases;
  const wanted = [...new Set(aliases)];
  if (wanted.length === present.length && wanted.every((alias) => present.includes(alias))) return [];
  return [{ type: 'CollegeAliasesSet', data: { collegeId, aliases: wanted } }];
}
