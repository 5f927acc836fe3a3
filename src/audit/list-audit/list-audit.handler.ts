import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type AuditEntry, auditTrailProjection } from '../../../projections/audit-trail/audit-trail.projection.js';
import { ReadModel } from '../../projector/read-model.js';
import { type AuditPage, ListAudit } from './list-audit.js';

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit, AuditPage> {
  constructor(private readonly readModel: ReadModel) {}

  async execute({ filter, limit, offset }: ListAudit): Promise<AuditPage> {
    const where = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined)) as Record<
      string,
      string
    >;
    const page = await this.readModel.list<AuditEntry>(auditTrailProjection.name, {
      where,
      descending: true,
      limit,
      offset,
    });
    return { items: page.items.map(({ body }) => body), total: page.total };
  }
}
