import { Query } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Actor } from '../action.js';
import type { limitsShown } from './get-limits.schema.js';

/** The limits of a challenge and their use by a college, for a preview of points. */
export class GetLimits extends Query<z.infer<typeof limitsShown>> {
  constructor(
    readonly challengeId: string,
    readonly collegeId: string,
    readonly by: Actor,
  ) {
    super();
  }
}
