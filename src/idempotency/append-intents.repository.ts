import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { hashOf } from '../config/ids.js';
import { type AppendIntent, AppendIntents } from '../event-store/append-intents.js';
import { DomainError } from '../event-store/domain-error.js';

@Injectable()
export class PostgresAppendIntents extends AppendIntents {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(actor: string, key: string, stream: string): Promise<AppendIntent | null> {
    const [row] = await this.database.query<{ expected: string; events: string }[]>(
      'SELECT expected, events FROM planned_appends WHERE key_hash = $1 AND stream = $2',
      [hashOf(actor, key), stream],
    );
    if (!row) return null;
    const expected = row.expected === 'no-stream' ? 'no-stream' : Number(row.expected);
    return { stream, expected, events: JSON.parse(row.events) as AppendIntent['events'] };
  }

  override async store(
    actor: string,
    key: string,
    intent: AppendIntent,
    requestHash: Buffer | null = null,
  ): Promise<AppendIntent> {
    for (;;) {
      const outcome = await this.insert(hashOf(actor, key), intent, requestHash);
      if (outcome === 'other-request') throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
      const stored = outcome === 'stored' ? intent : await this.find(actor, key, intent.stream);
      // A concurrent duplicate may have dropped its intent between the two statements.
      if (stored) return stored;
    }
  }

  /** DO UPDATE returns the row of another transaction even when it committed a moment ago; DO NOTHING would not. */
  private async insert(
    keyHash: Buffer,
    { stream, expected, events }: AppendIntent,
    requestHash: Buffer | null,
  ): Promise<'stored' | 'exists' | 'other-request'> {
    const [row] = await this.database.query<{ stored: boolean; other: boolean }[]>(
      `WITH claimed AS (
         INSERT INTO idempotency_keys AS k (key_hash, request_hash, created_at)
           SELECT $1::bytea, $2::bytea, $6::timestamptz WHERE $2 IS NOT NULL
           ON CONFLICT (key_hash) DO UPDATE SET request_hash = k.request_hash RETURNING request_hash
       ), other AS (
         SELECT FROM claimed WHERE request_hash <> $2
       ), stored AS (
         INSERT INTO planned_appends (key_hash, stream, expected, events, created_at)
           SELECT $1::bytea, $3, $4, $5, $6::timestamptz WHERE NOT EXISTS (SELECT FROM other)
           ON CONFLICT (key_hash, stream) DO NOTHING RETURNING key_hash
       )
       SELECT EXISTS (SELECT FROM stored) AS stored, EXISTS (SELECT FROM other) AS other`,
      [keyHash, requestHash, stream, String(expected), JSON.stringify(events), this.clock.now()],
    );
    return row?.other ? 'other-request' : row?.stored ? 'stored' : 'exists';
  }

  /** The key is free again when nothing else is stored under it. */
  override async drop(actor: string, key: string, { stream, events }: AppendIntent): Promise<void> {
    await this.database.query(
      `WITH dropped AS (DELETE FROM planned_appends WHERE key_hash = $1 AND stream = $2 AND events = $3)
       DELETE FROM idempotency_keys k WHERE k.key_hash = $1 AND k.status IS NULL AND NOT EXISTS (
         SELECT FROM planned_appends p WHERE p.key_hash = k.key_hash AND NOT (p.stream = $2 AND p.events = $3))`,
      [hashOf(actor, key), stream, JSON.stringify(events)],
    );
  }
}
