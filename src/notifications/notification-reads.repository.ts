import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';

/** A feed is shorter, so older rows concern nothing that is shown. */
const KEPT_MS = 400 * 86_400_000;

/** Which notifications each account has read, by id: the history may bring an older one later. */
@Injectable()
export class NotificationReads {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Those of the ids that the account has read. */
  async among(accountId: string, ids: readonly string[]): Promise<Set<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.database.query<{ id: string }[]>(
      'SELECT notification_id AS id FROM notification_reads WHERE account_id = $1 AND notification_id = ANY ($2::text[])',
      [accountId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async add(accountId: string, ids: readonly string[]): Promise<void> {
    await this.database.query(
      `INSERT INTO notification_reads (account_id, notification_id, read_at)
       SELECT a.id, read.id, $3 FROM accounts a, unnest($2::text[]) AS read (id) WHERE a.id = $1
       ON CONFLICT DO NOTHING`,
      [accountId, ids, this.clock.now()],
    );
  }

  /** When the account was made; earlier events are no news for it. Null = it is erased. */
  async accountSince(accountId: string): Promise<string | null> {
    const [row] = await this.database.query<{ at: Date }[]>('SELECT created_at AS at FROM accounts WHERE id = $1', [
      accountId,
    ]);
    return row?.at.toISOString() ?? null;
  }

  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.database.query('DELETE FROM notification_reads WHERE read_at < $1', [before]);
  }
}
