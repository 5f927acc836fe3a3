import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type AuditEntry, auditTrailProjection } from '../../../projections/audit-trail/audit-trail.projection.js';
import { ReadModel } from '../../projector/read-model.js';
import { ListAudit } from './list-audit.js';

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(private readonly readModel: ReadModel) {}

  async execute({ filter: { limit, offset, ...where } }: ListAudit) {
    // A filter that the caller omits has no key.
    const page = { where: where as Record<string, string>, descending: true, limit, offset };
    const { items, total } = await this.readModel.list<AuditEntry>(auditTrailProjection.name, page);
    return { items: items.map(({ body }) => body), total };
  }
}
