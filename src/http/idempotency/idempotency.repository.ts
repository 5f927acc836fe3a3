import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { type PlannedAppend, PlannedAppends } from '../../event-store/planned-appends.js';
import { type Answer, hashOf, seal, unseal } from './idempotency.js';

const KEPT_MS = 30 * 86_400_000;

interface Row {
  request_hash: Buffer;
  status: number | null;
  answer: Buffer | null;
}

/** What a key was first used for, and what the answer was. */
@Injectable()
export class IdempotencyKeys {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Takes the key for a request; tells whether it was another request's, and the answer if there is one already. */
  async claim(actor: string, key: string, requestHash: Buffer): Promise<{ foreign: boolean; answer: Answer | null }> {
    const keyHash = hashOf(actor, key);
    await this.database.query(
      'INSERT INTO idempotency_keys (key_hash, request_hash, created_at) VALUES ($1, $2, $3) ON CONFLICT (key_hash) DO NOTHING',
      [keyHash, requestHash, this.clock.now()],
    );
    const [row] = await this.database.query<Row[]>(
      'SELECT request_hash, status, answer FROM idempotency_keys WHERE key_hash = $1',
      [keyHash],
    );
    const answer =
      row?.answer && row.status !== null ? { status: row.status, body: unseal(row.answer, actor, key) } : null;
    return { foreign: row !== undefined && !row.request_hash.equals(requestHash), answer };
  }

  /** The first answer stays. */
  async answered(actor: string, key: string, { status, body }: Answer): Promise<void> {
    await this.database.query(
      'UPDATE idempotency_keys SET status = $2, answer = $3 WHERE key_hash = $1 AND answer IS NULL',
      [hashOf(actor, key), status, seal(body, actor, key)],
    );
  }

  /** A refused request changed nothing: its key is free again, unless an append was planned under it. */
  async release(actor: string, key: string): Promise<void> {
    await this.database.query(
      `DELETE FROM idempotency_keys k WHERE k.key_hash = $1 AND k.answer IS NULL
         AND NOT EXISTS (SELECT 1 FROM planned_appends p WHERE p.key_hash = k.key_hash)`,
      [hashOf(actor, key)],
    );
  }

  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    await this.database.query('DELETE FROM idempotency_keys WHERE created_at < $1', [before]);
    await this.database.query('DELETE FROM planned_appends WHERE created_at < $1', [before]);
  }
}

@Injectable()
export class PostgresPlannedAppends extends PlannedAppends {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async find(actor: string, key: string, stream: string): Promise<PlannedAppend | null> {
    const [row] = await this.database.query<{ expected: string; events: string }[]>(
      'SELECT expected, events FROM planned_appends WHERE key_hash = $1 AND stream = $2',
      [hashOf(actor, key), stream],
    );
    if (!row) return null;
    const expected = row.expected === 'no-stream' ? 'no-stream' : Number(row.expected);
    return { stream, expected, events: JSON.parse(row.events) as PlannedAppend['events'] };
  }

  override async keep(actor: string, key: string, plan: PlannedAppend): Promise<PlannedAppend> {
    await this.database.query(
      `INSERT INTO planned_appends (key_hash, stream, expected, events, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key_hash, stream) DO NOTHING`,
      [hashOf(actor, key), plan.stream, String(plan.expected), JSON.stringify(plan.events), this.clock.now()],
    );
    return (await this.find(actor, key, plan.stream)) ?? plan;
  }

  override async drop(actor: string, key: string, plan: PlannedAppend): Promise<void> {
    await this.database.query('DELETE FROM planned_appends WHERE key_hash = $1 AND stream = $2 AND events = $3', [
      hashOf(actor, key),
      plan.stream,
      JSON.stringify(plan.events),
    ]);
  }
}
