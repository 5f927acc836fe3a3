import type { VaultRef } from '../events/values.js';
import { CollegeCommand, type RegisteredCollege } from './college.js';
import type { CollegeUses } from './college-uses.js';

/** A command that ends a college, or takes such an end back. */
export abstract class EndingCommand<Input extends { collegeId: string }> extends CollegeCommand<Input, CollegeUses> {}

export interface EndingFacts {
  /** All registered colleges. */
  colleges: readonly RegisteredCollege[];
  /** The reason in words. */
  note: VaultRef | null;
}
