import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { DomainError } from '../event-store/domain-error.js';
import type { AppendKey } from '../event-store/event-store.js';
import { type AppendIntent, AppendIntents } from '../event-store/append-intents.js';
import { hashOf } from './idempotency.js';
import { Together } from './together.js';

interface Keeping {
  keyHash: Buffer;
  /** Null = not of a request. */
  requestHash: Buffer | null;
  plan: AppendIntent;
}

/** What was decided under a key, kept until it is known to be written. */
@Injectable()
export class PostgresAppendIntents extends AppendIntents {
  private readonly finds = new Together<{ keyHash: Buffer; stream: string }, AppendIntent | null>((asked) =>
    this.findAll(asked),
  );
  private readonly keeps = new Together<Keeping, 'kept' | 'there' | 'foreign'>((items) => this.keepAll(items));

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(actor: string, key: string, stream: string): Promise<AppendIntent | null> {
    return this.finds.add({ keyHash: hashOf(actor, key), stream });
  }

  override async keep(
    actor: string,
    key: string,
    plan: AppendIntent,
    requestHash: Buffer | null = null,
  ): Promise<AppendIntent> {
    const keyHash = hashOf(actor, key);
    const kept = await this.keeps.add({ keyHash, requestHash, plan });
    if (kept === 'foreign') throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
    return kept === 'kept' ? plan : ((await this.finds.add({ keyHash, stream: plan.stream })) ?? plan);
  }

  override keyFor(actor: string, key: string, plan: AppendIntent, requestHash: Buffer | null = null): AppendKey {
    return { hash: hashOf(actor, key), requestHash, plan: JSON.stringify(plan.events), keptAt: this.clock.now() };
  }

  private async findAll(asked: readonly { keyHash: Buffer; stream: string }[]): Promise<(AppendIntent | null)[]> {
    const rows = await this.database.query<{ key_hash: Buffer; stream: string; expected: string; events: string }[]>(
      `SELECT p.key_hash, p.stream, p.expected, p.events FROM planned_appends p
         JOIN unnest($1::bytea[], $2::text[]) a(key_hash, stream) ON p.key_hash = a.key_hash AND p.stream = a.stream`,
      [asked.map(({ keyHash }) => keyHash), asked.map(({ stream }) => stream)],
    );
    const found = new Map(rows.map((row) => [nameOf(row.key_hash, row.stream), row]));
    return asked.map(({ keyHash, stream }) => {
      const row = found.get(nameOf(keyHash, stream));
      if (!row) return null;
      const expected = row.expected === 'no-stream' ? 'no-stream' : Number(row.expected);
      return { stream, expected, events: JSON.parse(row.events) as AppendIntent['events'] };
    });
  }

  /**
   * Key and plan are one statement, which is one fsync for all. A key that another request took is known by its hash, which the update
   * that changes nothing gives back even if it was committed a moment ago.
   */
  private async keepAll(items: readonly Keeping[]): Promise<('kept' | 'there' | 'foreign')[]> {
    const rows = await this.database.query<{ key_hash: Buffer; stream: string | null; foreign_key: boolean }[]>(
      `WITH asked AS (
         SELECT * FROM unnest($1::bytea[], $2::text[], $3::text[], $4::text[], $5::bytea[])
           a(key_hash, stream, expected, events, request_hash)
       ), taken AS (
         INSERT INTO idempotency_keys AS k (key_hash, request_hash, created_at)
           SELECT DISTINCT ON (key_hash) key_hash, request_hash, $6::timestamptz FROM asked
             WHERE request_hash IS NOT NULL ORDER BY key_hash
           ON CONFLICT (key_hash) DO UPDATE SET request_hash = k.request_hash
           RETURNING key_hash, request_hash
       ), others AS (
         SELECT a.key_hash FROM asked a JOIN taken t ON t.key_hash = a.key_hash AND t.request_hash <> a.request_hash
       ), kept AS (
         INSERT INTO planned_appends (key_hash, stream, expected, events, created_at)
           SELECT a.key_hash, a.stream, a.expected, a.events, $6::timestamptz FROM asked a
             WHERE a.key_hash NOT IN (SELECT key_hash FROM others) ORDER BY 1, 2
           ON CONFLICT (key_hash, stream) DO NOTHING RETURNING key_hash, stream
       )
       SELECT key_hash, stream, false AS foreign_key FROM kept
       UNION ALL SELECT key_hash, NULL, true FROM others`,
      [
        items.map(({ keyHash }) => keyHash),
        items.map(({ plan }) => plan.stream),
        items.map(({ plan }) => String(plan.expected)),
        items.map(({ plan }) => JSON.stringify(plan.events)),
        items.map(({ requestHash }) => requestHash),
        this.clock.now(),
      ],
    );
    const foreign = new Set(rows.filter((row) => row.foreign_key).map((row) => row.key_hash.toString('hex')));
    const fresh = new Set(rows.flatMap((row) => (row.stream === null ? [] : [nameOf(row.key_hash, row.stream)])));
    return items.map(({ keyHash, plan }) => {
      if (foreign.has(keyHash.toString('hex'))) return 'foreign';
      return fresh.delete(nameOf(keyHash, plan.stream)) ? 'kept' : 'there';
    });
  }

  override async drop(actor: string, key: string, plan: AppendIntent): Promise<void> {
    await this.database.query('DELETE FROM planned_appends WHERE key_hash = $1 AND stream = $2 AND events = $3', [
      hashOf(actor, key),
      plan.stream,
      JSON.stringify(plan.events),
    ]);
  }
}

const nameOf = (keyHash: Buffer, stream: string) => `${keyHash.toString('hex')} ${stream}`;
