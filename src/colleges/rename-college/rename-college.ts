import { Command } from '@nestjs/cqrs';
import type { CollegeEvent } from '../../events/college.events.js';
import type { LocalisedText } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { registered, sameText, type CollegeState } from '../college.js';

export interface NewNames {
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
}

export class RenameCollege extends Command<{ position: string | null; collegeId: string }> {
  constructor(
    readonly input: NewNames,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function renameCollege(input: NewNames, state: CollegeState): CollegeEvent[] {
  const { names, shortNames } = registered(state);
  if (sameText(input.names, names) && sameText(input.shortNames, shortNames)) return [];
  return [{ type: 'CollegeRenamed', data: { ...input } }];
}
