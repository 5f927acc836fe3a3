import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';

/** A person has a phone and a few computers; a program could subscribe without end. */
const MOST_OF_ACCOUNT = 10;

export interface PushTarget {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** Browsers that get push messages. Their endpoints are personal data and are erased with the account. */
@Injectable()
export class PushSubscriptions {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** A browser belongs to the person who subscribed last in it. The oldest ones beyond the limit are removed. */
  async add(accountId: string, { endpoint, keys }: PushTarget): Promise<void> {
    await this.database.query(
      `INSERT INTO push_subscriptions AS s (id, account_id, endpoint, p256dh, auth, created_at)
       SELECT $1, id, $3, $4, $5, $6 FROM accounts WHERE id = $2
       ON CONFLICT (endpoint) DO UPDATE SET account_id = $2, p256dh = $4, auth = $5,
         created_at = CASE WHEN s.account_id = $2 THEN s.created_at ELSE $6 END`,
      [randomUUID(), accountId, endpoint, keys.p256dh, keys.auth, this.clock.now()],
    );
    await this.database.query(
      `DELETE FROM push_subscriptions WHERE id IN (
         SELECT id FROM push_subscriptions WHERE account_id = $1 ORDER BY created_at DESC, id OFFSET $2)`,
      [accountId, MOST_OF_ACCOUNT],
    );
  }

  async remove(accountId: string, endpoint: string): Promise<void> {
    await this.database.query('DELETE FROM push_subscriptions WHERE account_id = $1 AND endpoint = $2', [
      accountId,
      endpoint,
    ]);
  }

  /** The push service no longer knows it. */
  async forget(id: string): Promise<void> {
    await this.database.query('DELETE FROM push_subscriptions WHERE id = $1', [id]);
  }

  async count(accountId: string): Promise<number> {
    return (await this.ids(accountId)).length;
  }

  async ids(accountId: string): Promise<string[]> {
    const rows = await this.database.query<{ id: string }[]>(
      'SELECT id FROM push_subscriptions WHERE account_id = $1 ORDER BY created_at, id',
      [accountId],
    );
    return rows.map(({ id }) => id);
  }

  /** Null = it was removed, or belongs to somebody else by now. */
  async target(id: string, accountId: string): Promise<PushTarget | null> {
    const [row] = await this.database.query<{ endpoint: string; p256dh: string; auth: string }[]>(
      'SELECT endpoint, p256dh, auth FROM push_subscriptions WHERE id = $1 AND account_id = $2',
      [id, accountId],
    );
    return row ? { endpoint: row.endpoint, keys: { p256dh: row.p256dh, auth: row.auth } } : null;
  }
}
