import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';
import { canonicalJson } from '../event-store/canonical-json.js';
import { DomainError } from '../event-store/domain-error.js';
import type { VaultRef } from '../events/values.js';
import { Vault } from './vault.js';

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
  override async put(kind: 'link' | 'details' | 'note', value: object, id: string = randomUUID()): Promise<VaultRef> {
    const text = canonicalJson(value);
    await this.database.query(
      'INSERT INTO vault_items (id, kind, value, salt, stored_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING',
      [id, kind, text, randomBytes(32), this.clock.now()],
    );
    const [row] = await this.database.query<Row[]>('SELECT id, kind, value, salt FROM vault_items WHERE id = $1', [id]);
    if (!row?.salt || row.value === null) throw new DomainError('conflict', 'VAULT_ITEM_ERASED');
    if (row.kind !== kind || row.value !== text) throw new DomainError('conflict', 'VAULT_ITEM_EXISTS');
    return { id: row.id, commitment: commitmentOf({ ...row, value: row.value, salt: row.salt }) };
  }

  override async get(ids: readonly string[]): Promise<Map<string, object>> {
    const rows = await this.database.query<{ id: string; value: string }[]>(
      'SELECT id, value FROM vault_items WHERE id = ANY($1::uuid[]) AND value IS NOT NULL',
      [ids],
    );
    return new Map(rows.map(({ id, value }) => [id, JSON.parse(value) as object]));
  }

  override async erase(id: string): Promise<void> {
    await this.database.query(
      'UPDATE vault_items SET value = NULL, salt = NULL, erased_at = $2 WHERE id = $1 AND erased_at IS NULL',
      [id, this.clock.now()],
    );
  }
}
