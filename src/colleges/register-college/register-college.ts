import { Command } from '@nestjs/cqrs';
import type { CollegeEvent } from '../../events/college.events.js';
import type { LocalisedText } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { sameText, type CollegeState } from '../college.js';

export interface NewCollege {
  collegeId: string;
  names: LocalisedText;
  shortNames: LocalisedText;
  district: string;
}

export class RegisterCollege extends Command<{ position: string | null; collegeId: string }> {
  constructor(
    readonly input: NewCollege,
    readonly context: CommandContext,
  ) {
    super();
  }
}

export function registerCollege(input: NewCollege, state: CollegeState): CollegeEvent[] {
  if (state.status === 'none') return [{ type: 'CollegeRegistered', data: { ...input } }];
  const same = sameText(input.names, state.names) && sameText(input.shortNames, state.shortNames);
  if (same && input.district === state.district) return [];
  throw new DomainError('conflict', 'COLLEGE_EXISTS', { collegeId: input.collegeId }, 'id');
}
