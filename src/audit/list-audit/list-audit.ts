import { Query } from '@nestjs/cqrs';
import type { z } from 'zod';
import type * as schema from '../audit.schema.js';

/** All events with actor and time, newest first. */
export class ListAudit extends Query<z.infer<typeof schema.auditPage>> {
  constructor(readonly filter: z.infer<z.ZodObject<typeof schema.auditFilter>>) {
    super();
  }
}
