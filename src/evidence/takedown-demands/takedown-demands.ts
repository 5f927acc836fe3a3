import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../config/clock.js';
import { AppConfig } from '../../config/environment.js';
import { DomainError } from '../../event-store/domain-error.js';
import { dayOf, endOfDay } from '../../events/day.js';
import type { Viewer } from '../../http/access.js';
import { ErasureList } from '../../vault/erasure-list.js';
import { erasedOn } from '../../vault/erased-on.js';
import { type Lookup, Vault } from '../../vault/vault.js';
import { type Demand, DemandRows } from './takedown-demands.repository.js';
import type { demand, demandBody, demandFilter, Outcome } from './takedown-demands.schema.js';
import { nextWorkingDay, readDecreedDays } from './working-days.js';

type Shown = z.infer<typeof demand>;
type Words = { askedBy?: string; words?: string };

/** Demands of people to take something down, each with one working day. */
@Injectable()
export class TakedownDemands {
  constructor(
    private readonly rows: DemandRows,
    private readonly vault: Vault,
    private readonly erasures: ErasureList,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** The same demand again changes nothing. Throws invalid DEMAND_IN_FUTURE, conflict VAULT_ITEM_EXISTS. */
  async record(given: z.infer<typeof demandBody>, by: Viewer): Promise<Shown> {
    const { id, actionId = null, evidenceId = null, askedBy, words, receivedAt: at } = given;
    const now = this.clock.now();
    const receivedAt = at === undefined ? now : new Date(at);
    if (receivedAt > now) throw new DomainError('invalid', 'DEMAND_IN_FUTURE', {}, 'receivedAt');
    const dueOn = nextWorkingDay(dayOf(receivedAt), readDecreedDays(this.config.QORZHYN_DAYS_OFF));
    // The row comes first: words without a row would never be found again.
    await this.rows.add({ id, actionId, evidenceId, receivedAt, dueOn, recordedBy: by.accountId });
    await this.vault.put('note', words === undefined ? { askedBy } : { askedBy, words }, id);
    return this.show(id, by);
  }

  async list({ open, limit, offset }: z.infer<typeof demandFilter>, by: Viewer) {
    const { items, total } = await this.rows.list(open, limit, offset);
    const found = await this.vault.look(items.map(({ id }) => id));
    return { items: items.map((one) => this.shown(one, found, by)), total };
  }

  /** Settled with the same outcome = quiet. Throws not-found DEMAND_UNKNOWN, conflict DEMAND_SETTLED. */
  async settle(id: string, outcome: Outcome, by: Viewer): Promise<Shown> {
    const known = await this.require(id);
    const isNew = known.settledAt === null && (await this.rows.settle(id, outcome, by.accountId, this.clock.now()));
    if (!isNew && (await this.require(id)).outcome !== outcome) throw new DomainError('conflict', 'DEMAND_SETTLED');
    return this.show(id, by);
  }

  /** Erases who asked and why; the clock stays. Throws not-found DEMAND_UNKNOWN. */
  async erase(id: string, by: Viewer): Promise<Shown> {
    await this.require(id);
    await this.erasures.add({ texts: [id] });
    await this.vault.erase([id]);
    return this.show(id, by);
  }

  private async show(id: string, by: Viewer): Promise<Shown> {
    return this.shown(await this.require(id), await this.vault.look([id]), by);
  }

  private async require(id: string): Promise<Demand> {
    const found = await this.rows.find(id);
    if (!found) throw new DomainError('not-found', 'DEMAND_UNKNOWN');
    return found;
  }

  private shown(row: Demand, { values, erased }: Lookup, { role }: Viewer): Shown {
    const said = (role === 'organiser' ? values.get(row.id) : undefined) as Words | undefined;
    const dueAt = endOfDay(row.dueOn);
    return {
      ...row,
      askedBy: said?.askedBy ?? null,
      words: said?.words ?? null,
      erased: erasedOn(erased.get(row.id)),
      receivedAt: row.receivedAt.toISOString(),
      dueAt: dueAt.toISOString(),
      overdue: (row.settledAt ?? this.clock.now()) > dueAt,
      settledAt: row.settledAt?.toISOString() ?? null,
    };
  }
}
