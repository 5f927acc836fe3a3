import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type AuditEntry, auditTrailProjection } from '../../../projections/audit-trail/audit-trail.projection.js';
import { AccountDirectory, resetBefore } from '../../accounts/index.js';
import { ReadModel } from '../../projector/read-model.js';
import { ListAudit } from './list-audit.js';

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly accounts: AccountDirectory,
  ) {}

  async execute({ filter: { limit, offset, ...where } }: ListAudit) {
    // A filter that the caller omits has no key.
    const page = { where: where as Record<string, string>, descending: true, limit, offset };
    const { items, total } = await this.readModel.list<AuditEntry>(auditTrailProjection.name, page);
    return { items: await Promise.all(items.map(({ body }) => this.flagged(body))), total };
  }

  /** An account may do what it likes to itself, so its own stream is not flagged. */
  private async flagged(entry: AuditEntry) {
    const resets = entry.stream === `account-${entry.actor}` ? [] : await this.accounts.resetsOf(entry.actor);
    return { ...entry, afterReset: resetBefore(resets, entry.at) };
  }
}
