import type { CollegeEvent } from '../../events/college.events.js';
import { type CollegeState, registered } from '../college.js';
import { EndingCommand, type EndingFacts } from '../ending.js';

export class ReopenCollege extends EndingCommand<{ collegeId: string; reason: string }> {}

/** Takes back a merger, a split or a closing. */
export function reopenCollege(
  input: ReopenCollege['input'],
  state: CollegeState,
  { note }: EndingFacts,
): CollegeEvent[] {
  const { state: now, into } = registered(state);
  if (now === 'active' && into.length === 0) return [];
  return [{ type: 'CollegeReopened', data: { ...input, into: [...into], note } }];
}
