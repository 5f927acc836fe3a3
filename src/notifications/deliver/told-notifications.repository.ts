import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import type { NewOutboxItem } from '../../outbox/outbox.js';
import { Outbox } from '../../outbox/outbox.repository.js';

/** Longer than anything is sent after it happened. */
const KEPT_MS = 30 * 86_400_000;

/** Notifications that were sent to an account, by channel. Several processes send each of them once. */
@Injectable()
export class ToldNotifications {
  constructor(
    private readonly database: DataSource,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** When this database began to send; a restored one tells nothing of the time before. */
  async start(): Promise<Date> {
    await this.database.query('INSERT INTO notification_start (at) VALUES ($1) ON CONFLICT DO NOTHING', [
      this.clock.now(),
    ]);
    const [row] = await this.database.query<{ at: Date }[]>('SELECT at FROM notification_start');
    return row!.at;
  }

  /** Those of the ids that were not sent yet. */
  async untold(accountId: string, channel: string, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.query<{ id: string }[]>(
      `SELECT notification_id AS id FROM notification_told
       WHERE account_id = $1 AND channel = $2 AND notification_id = ANY ($3::text[])`,
      [accountId, channel, ids],
    );
    const told = new Set(rows.map(({ id }) => id));
    return new Set(ids.filter((id) => !told.has(id)));
  }

  /** Stores ids and their messages together. `compose` gets those that no other process took meanwhile. */
  async tell(
    accountId: string,
    channel: string,
    ids: readonly string[],
    compose: (fresh: ReadonlySet<string>) => readonly NewOutboxItem[],
  ): Promise<void> {
    await this.database.transaction(async (rows) => {
      const taken = await rows.query<{ id: string }[]>(
        `INSERT INTO notification_told (account_id, channel, notification_id, told_at)
         SELECT a.id, $2, told.id, $4 FROM accounts a, unnest($3::text[]) AS told (id) WHERE a.id = $1
         ON CONFLICT DO NOTHING RETURNING notification_id AS id`,
        [accountId, channel, ids, this.clock.now()],
      );
      for (const item of compose(new Set(taken.map(({ id }) => id)))) await this.outbox.enqueue(item, rows);
    });
    this.outbox.announce();
  }

  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.database.query('DELETE FROM notification_told WHERE told_at < $1', [before]);
  }
}
