import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { canonicalJson } from '../event-store/canonical-json.js';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import { matchKeyOf } from './match-key.js';
import { type Lookup, type MatchingText, type StoredText, type TextKind, Vault } from './vault.js';

/** Later than any retry under an idempotency key, so that a text without an event belongs to nothing. */
export const FIRST_CHECK_MS = 31 * 86_400_000;

const COMPARED_AT_ONCE = 1_000;

interface Row {
  id: string;
  kind: string;
  value: string | null;
  salt: Buffer | null;
}

/** HMAC-SHA-256 over kind, id and value. Without the item's random key it reveals nothing. */
export function commitmentOf({
  id,
  kind,
  value,
  salt,
}: {
  id: string;
  kind: string;
  value: string;
  salt: Buffer;
}): string {
  return createHmac('sha256', salt).update(`${kind}\n${id}\n${value}`).digest('hex');
}

@Injectable()
export class PostgresVault extends Vault {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Throws conflict VAULT_ITEM_EXISTS when the id holds another value, VAULT_ITEM_ERASED when it was erased. */
  override async put(
    kind: TextKind,
    value: object,
    id: string = randomUUID(),
    stream: string | null = null,
  ): Promise<VaultRef> {
    const text = canonicalJson(value);
    const now = this.clock.now();
    await this.database.query(
      `INSERT INTO vault_items (id, kind, value, salt, stored_at, stream, check_at, match_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING`,
      [
        ...[id, kind, text, randomBytes(32), now, stream, stream && new Date(now.getTime() + FIRST_CHECK_MS)],
        matchKeyOf(kind, value),
      ],
    );
    const [row] = await this.database.query<Row[]>('SELECT id, kind, value, salt FROM vault_items WHERE id = $1', [id]);
    if (!row?.salt || row.value === null) throw new DomainError('conflict', 'VAULT_ITEM_ERASED');
    if (row.kind !== kind || row.value !== text) throw new DomainError('conflict', 'VAULT_ITEM_EXISTS');
    return { id: row.id, commitment: commitmentOf({ ...row, value: row.value, salt: row.salt }) };
  }

  override async get(ids: readonly string[]): Promise<Map<string, object>> {
    return new Map((await this.look(ids)).values);
  }

  override async look(ids: readonly string[]): Promise<Lookup> {
    const rows = await this.database.query<{ id: string; value: string | null; erased_at: Date | null }[]>(
      'SELECT id, value, erased_at FROM vault_items WHERE id = ANY($1::uuid[])',
      [ids],
    );
    const values = new Map<string, object>();
    const erased = new Map<string, string>();
    for (const { id, value, erased_at: at } of rows)
      if (value !== null) values.set(id, JSON.parse(value) as object);
      else if (at !== null) erased.set(id, at.toISOString());
    return { values, erased };
  }

  override async matchKeys(ids: readonly string[]): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; key: string }[]>(
      `SELECT id, encode(match_key, 'hex') AS key FROM vault_items WHERE id = ANY($1::uuid[]) AND match_key <> ''`,
      [ids],
    );
    return new Map(rows.map(({ id, key }) => [id, key]));
  }

  override async matching(keys: readonly string[]): Promise<MatchingText[]> {
    if (keys.length === 0) return [];
    return this.database.query<MatchingText[]>(
      `SELECT id, encode(match_key, 'hex') AS key, stream FROM vault_items WHERE match_key = ANY($1::bytea[]) AND match_key <> ''`,
      [keys.map((key) => Buffer.from(key, 'hex'))],
    );
  }

  override async compareTexts(): Promise<number> {
    for (let all = 0; ;) {
      const rows = await this.database.query<{ id: string; kind: TextKind; value: string }[]>(
        'SELECT id, kind, value FROM vault_items WHERE match_key IS NULL AND value IS NOT NULL LIMIT $1',
        [COMPARED_AT_ONCE],
      );
      for (const { id, kind, value } of rows)
        await this.database.query('UPDATE vault_items SET match_key = $2 WHERE id = $1 AND value IS NOT NULL', [
          id,
          matchKeyOf(kind, JSON.parse(value) as object),
        ]);
      all += rows.length;
      if (rows.length < COMPARED_AT_ONCE) return all;
    }
  }

  override async erase(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const [, count] = await this.database.query<[unknown[], number]>(
      `UPDATE vault_items SET value = NULL, salt = NULL, erased_at = $2, check_at = NULL, match_key = NULL
       WHERE id = ANY($1::uuid[]) AND erased_at IS NULL`,
      [ids, this.clock.now()],
    );
    return count;
  }

  override stored(stream: string, ids: readonly string[]): Promise<StoredText[]> {
    return this.database.query<StoredText[]>(
      `SELECT id, kind, stream, stored_at AS "storedAt" FROM vault_items
       WHERE (stream = $1 OR id = ANY($2::uuid[])) AND erased_at IS NULL ORDER BY stored_at, id`,
      [stream, ids],
    );
  }

  override async checkBy(stream: string, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    await this.database.query(
      `UPDATE vault_items SET stream = $1, check_at = least(check_at, $3)
       WHERE id = ANY($2::uuid[]) AND erased_at IS NULL`,
      [stream, ids, at],
    );
  }

  override async due(limit: number): Promise<string[]> {
    const rows = await this.database.query<{ stream: string }[]>(
      'SELECT DISTINCT stream FROM vault_items WHERE check_at <= $1 LIMIT $2',
      [this.clock.now(), limit],
    );
    return rows.map(({ stream }) => stream);
  }

  override async checked(stream: string, next: Date | null): Promise<void> {
    await this.database.query(
      'UPDATE vault_items SET check_at = $2 WHERE stream = $1 AND erased_at IS NULL AND check_at IS DISTINCT FROM $2',
      [stream, next],
    );
  }
}
