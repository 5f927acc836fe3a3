import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { type AuditEntry, auditTrailProjection } from '../../../projections/audit-trail/audit-trail.projection.js';
import { AccountDirectory, resetBefore } from '../../accounts/index.js';
import { eventWords } from '../../events/event-words.js';
import type { EventType } from '../../events/schemas.js';
import { pageIn } from '../../http/paging.js';
import { type ListOptions, ReadModel } from '../../projector/read-model.js';
import { ListAudit } from './list-audit.js';

@QueryHandler(ListAudit)
export class ListAuditHandler implements IQueryHandler<ListAudit> {
  constructor(
    private readonly readModel: ReadModel,
    private readonly accounts: AccountDirectory,
  ) {}

  async execute({ filter: { limit, offset, afterReset, ...where } }: ListAudit) {
    // A filter that the caller omits has no key.
    const options = { where: where as Record<string, string>, descending: true };
    if (afterReset) return pageIn(await this.afterResets(options), { limit, offset });
    const { items, total } = await this.list({ ...options, limit, offset });
    return { items, total };
  }

  /** Flags are computed when they are read, so all events of the few flagged accounts are looked at. */
  private async afterResets(options: ListOptions) {
    const flagged = await this.accounts.resetAccounts();
    if (flagged.length === 0) return [];
    const { items } = await this.list({ ...options, whereAny: flagged.map((actor) => ({ actor })) });
    return items.filter(({ afterReset }) => afterReset !== null);
  }

  private async list(options: ListOptions) {
    const { items, total } = await this.readModel.list<AuditEntry>(auditTrailProjection.name, options);
    return { items: await Promise.all(items.map(({ body }) => this.described(body))), total };
  }

  /** An account may do what it likes to itself, so its own stream is not flagged. */
  private async described(entry: AuditEntry) {
    const resets = entry.stream === `account-${entry.actor}` ? [] : await this.accounts.resetsOf(entry.actor);
    return { ...entry, words: eventWords[entry.type as EventType], afterReset: resetBefore(resets, entry.at) };
  }
}
