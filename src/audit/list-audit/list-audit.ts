import { Query } from '@nestjs/cqrs';
import type { AuditEntry } from '../../../projections/audit-trail/audit-trail.projection.js';

export interface AuditFilter {
  stream?: string;
  actor?: string;
  type?: string;
  correlationId?: string;
}

export interface AuditPage {
  items: AuditEntry[];
  total: number;
}

/** All events with actor and time, newest first. */
export class ListAudit extends Query<AuditPage> {
  constructor(
    readonly filter: AuditFilter,
    readonly limit: number,
    readonly offset: number,
  ) {
    super();
  }
}
