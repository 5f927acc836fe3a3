import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { hashOf } from '../config/ids.js';
import { type AppendIntent, AppendIntents } from '../event-store/command-handler.js';
import { DomainError } from '../event-store/domain-error.js';
import { idempotencyClaims } from '../observability/metrics.js';

const RETENTION_MS = 30 * 86_400_000;
const ROWS_PER_DELETE = 2_000;
const STORED_FOR = 'status IS NOT NULL AND key_hash IN (SELECT key_hash FROM planned_appends WHERE stream = ANY ($1))';

/** A write under an Idempotency-Key. The table stores only a hash of the key. */
export interface IdempotencyContext {
  actor: string;
  key: string;
  requestHash: Buffer;
}

export interface StoredResponse {
  status: number;
  /** JSON; empty = no body. */
  body: string;
}

interface Row {
  request_hash: Buffer;
  /** Null while the request is unfinished. */
  status: number | null;
  /** Encrypted with a key that is derived from the Idempotency-Key. */
  answer: Buffer | null;
  /** Plain text, stored by earlier versions of the server. */
  told: string | null;
}

/** Stores the first response of each keyed write for 30 days. */
@Injectable()
export class IdempotentResponses {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Writes nothing: a key is claimed by the first append intent or response stored under it. */
  async find({ actor, key, requestHash }: IdempotencyContext): Promise<StoredResponse | 'other-request' | null> {
    const [row] = await this.database.query<Row[]>(
      'SELECT request_hash, status, answer, told FROM idempotency_keys WHERE key_hash = $1',
      [hashOf(actor, key)],
    );
    const isOther = row !== undefined && !row.request_hash.equals(requestHash);
    const status = row?.status ?? null;
    const body = row?.told ?? (row?.answer && decrypt(row.answer, actor, key)) ?? null;
    const response = isOther || status === null || body === null ? null : { status, body };
    idempotencyClaims.inc({ known: isOther ? 'foreign' : response ? 'answered' : row ? 'unfinished' : 'new' });
    return isOther ? 'other-request' : response;
  }

  /** The first response is never replaced. */
  async store({ actor, key, requestHash }: IdempotencyContext, { status, body }: StoredResponse): Promise<void> {
    await this.database.query(
      `INSERT INTO idempotency_keys AS k (key_hash, request_hash, status, answer, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (key_hash) DO UPDATE SET status = excluded.status, answer = excluded.answer
           WHERE k.status IS NULL AND k.request_hash = excluded.request_hash`,
      [hashOf(actor, key), requestHash, status, encrypt(body, actor, key), this.clock.now()],
    );
  }

  /** Keys of writes to these streams whose response is stored. */
  async count(streams: readonly string[]): Promise<number> {
    const [row] = await this.database.query<{ count: number }[]>(
      `SELECT count(*)::int AS count FROM idempotency_keys WHERE ${STORED_FOR}`,
      [streams],
    );
    return row?.count ?? 0;
  }

  /** Forgets the responses of writes to these streams and the hashes of their requests. A retry is then refused as another request. */
  async forget(streams: readonly string[]): Promise<number> {
    const [, count] = await this.database.query<[unknown[], number]>(
      `UPDATE idempotency_keys SET request_hash = $2, status = NULL, answer = NULL, told = NULL WHERE ${STORED_FOR}`,
      [streams, randomBytes(32)],
    );
    return count;
  }

  /** Deletes in pieces, so that each statement stays below the statement timeout. */
  async purge(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - RETENTION_MS);
    for (const table of ['idempotency_keys', 'planned_appends'])
      for (let removed = 1; removed > 0;)
        [, removed] = await this.database.query<[unknown[], number]>(
          `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE created_at < $1 LIMIT $2))`,
          [before, ROWS_PER_DELETE],
        );
  }
}

/** Append intents in PostgreSQL, each stored with its idempotency key. */
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
    const { stream, expected, events } = intent;
    for (;;) {
      // DO UPDATE returns the row of another transaction even when it committed a moment ago; DO NOTHING would not.
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
        [hashOf(actor, key), requestHash, stream, String(expected), JSON.stringify(events), this.clock.now()],
      );
      if (row?.other) throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
      const first = row?.stored ? intent : await this.find(actor, key, stream);
      // A concurrent duplicate may have dropped its intent between the two statements.
      if (first) return first;
    }
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

/** Responses are encrypted, because one may carry a token, for example of an invitation. */
const encryptionKey = (actor: string, key: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, actor, 'qorzhyn idempotent answer', 32));

const NO_BODY = 'null';

function encrypt(body: string, actor: string, key: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', encryptionKey(actor, key), nonce);
  const encrypted = Buffer.concat([cipher.update(body === '' ? NO_BODY : body, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), encrypted]);
}

function decrypt(encrypted: Buffer, actor: string, key: string): string {
  const decipher = createDecipheriv('aes-256-gcm', encryptionKey(actor, key), encrypted.subarray(0, 12));
  decipher.setAuthTag(encrypted.subarray(12, 28));
  const body = Buffer.concat([decipher.update(encrypted.subarray(28)), decipher.final()]).toString('utf8');
  return body === NO_BODY ? '' : body;
}
