import type { CollegeEvent } from '../../events/college.events.js';
import { CollegeCommand, registered, requireFreeNames, sameText, type CollegeState } from '../college.js';
import type { NameIndex } from '../name-index.js';

type NewNames = Extract<CollegeEvent, { type: 'CollegeRenamed' }>['data'];

export class RenameCollege extends CollegeCommand<NewNames> {}

/** Throws conflict COLLEGE_NAME_TAKEN. */
export function renameCollege(input: NewNames, state: CollegeState, index: NameIndex): CollegeEvent[] {
  const { names, shortNames } = registered(state);
  if (sameText(input.names, names) && sameText(input.shortNames, shortNames)) return [];
  requireFreeNames(input, index);
  return [{ type: 'CollegeRenamed', data: { ...input } }];
}
