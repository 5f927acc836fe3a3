import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import { AppConfig } from '../../config/environment.js';
import type { SecondFactorKind } from '../../events/values.js';
import { ServerLog } from '../../observability/server-log.js';
import { isSealed, openSecret, sealSecret, UnreadableSecret } from '../../vault/sealed-secret.js';
import { endHalfSessions } from '../accounts.repository.js';
import { stepOf } from './totp.js';
import { newRecoveryCode, readCode, RECOVERY_CODES } from './typed-code.js';

interface FactorRow {
  id: string;
  account_id: string;
  secret: Buffer;
}

const UNUSED_MS = 3_600_000;

/** Secrets of second factors and hashes of recovery codes. Which factors an account has is a matter of its events. */
@Injectable()
export class SecondFactorRows {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    private readonly log: ServerLog,
  ) {}

  async add(accountId: string, kind: SecondFactorKind, secret: Buffer): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      'INSERT INTO second_factors (id, account_id, kind, secret, created_at) VALUES ($1, $2, $3, $4, $5)',
      [id, accountId, kind, this.seal(secret, id, accountId), this.clock.now()],
    );
    return id;
  }

  /** The name that an app shows: the login. */
  async labelOf(accountId: string): Promise<string> {
    const rows = await this.database.query<{ login: string | null }[]>('SELECT login FROM accounts WHERE id = $1', [
      accountId,
    ]);
    return rows[0]?.login ?? accountId;
  }

  /** The secret of a factor; null = the account has no such row. Throws UnreadableSecret. */
  async secretOf(accountId: string, factorId: string): Promise<Buffer | null> {
    const [row] = await this.rows(accountId, [factorId]);
    return row ? this.open(row) : null;
  }

  /** Accepts a code of an app, once, or a recovery code, once. `factorIds`: of the account, by its events. */
  async accept(accountId: string, factorIds: readonly string[], typed: string): Promise<boolean> {
    const read = readCode(typed);
    return read?.kind === 'recovery'
      ? this.useRecoveryCode(accountId, read.hash)
      : this.acceptApp(accountId, factorIds, typed);
  }

  /** Accepts a code of an app, once. */
  async acceptApp(accountId: string, factorIds: readonly string[], typed: string): Promise<boolean> {
    const read = readCode(typed);
    if (read?.kind !== 'totp') return false;
    for (const row of await this.rows(accountId, factorIds)) if (await this.useStep(row, read.code)) return true;
    return false;
  }

  /** Makes all codes new; older ones stop working. */
  async newRecoveryCodes(accountId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const hashes = codes.map((code) => (readCode(code) as { hash: Buffer }).hash);
    await this.database.transaction(async (rows) => {
      await rows.query('DELETE FROM recovery_codes WHERE account_id = $1', [accountId]);
      await rows.query('INSERT INTO recovery_codes (account_id, code_hash) SELECT $1, unnest($2::bytea[])', [
        accountId,
        hashes,
      ]);
    });
    return codes;
  }

  async recoveryCodesLeft(accountId: string): Promise<number> {
    const [row] = await this.database.query<{ left: number }[]>(
      'SELECT count(*)::int AS left FROM recovery_codes WHERE account_id = $1',
      [accountId],
    );
    return row?.left ?? 0;
  }

  /** Deletes what belongs to factors that the account no longer has, and half sessions that await them. */
  async keepOnly(accountId: string, factorIds: readonly string[]): Promise<void> {
    await this.database.transaction(async (rows) => {
      await rows.query('DELETE FROM second_factors WHERE account_id = $1 AND NOT (id = ANY ($2::uuid[]))', [
        accountId,
        factorIds,
      ]);
      await endHalfSessions(rows, accountId);
      if (factorIds.length === 0) await rows.query('DELETE FROM recovery_codes WHERE account_id = $1', [accountId]);
    });
  }

  /** Deletes secrets that were shown and never confirmed. */
  async purge(isConfirmed: (accountId: string, factorId: string) => Promise<boolean>): Promise<void> {
    const before = new Date(this.clock.now().getTime() - UNUSED_MS);
    const rows = await this.database.query<FactorRow[]>(
      'SELECT id, account_id FROM second_factors WHERE created_at < $1',
      [before],
    );
    for (const { id, account_id: accountId } of rows)
      if (!(await isConfirmed(accountId, id)))
        await this.database.query('DELETE FROM second_factors WHERE id = $1', [id]);
  }

  private rows(accountId: string, factorIds: readonly string[]): Promise<FactorRow[]> {
    return this.database.query<FactorRow[]>(
      'SELECT id, account_id, secret FROM second_factors WHERE account_id = $1 AND id = ANY ($2::uuid[])',
      [accountId, factorIds],
    );
  }

  private async useRecoveryCode(accountId: string, hash: Buffer): Promise<boolean> {
    const [, used] = await this.database.query<[unknown, number]>(
      'DELETE FROM recovery_codes WHERE account_id = $1 AND code_hash = $2',
      [accountId, hash],
    );
    return used > 0;
  }

  /** The update refuses a step that was used, also by a request at the same time. */
  private async useStep(row: FactorRow, code: string): Promise<boolean> {
    const secret = this.openOrNull(row);
    const step = secret && stepOf(code, secret, this.clock.now());
    if (secret === null || step === null) return false;
    // A row of the time before the key is sealed at its next use.
    const isCurrent = isSealed(row.secret) === (this.config.QORZHYN_FACTOR_KEY !== undefined);
    const stored = isCurrent ? row.secret : this.seal(secret, row.id, row.account_id);
    const [, used] = await this.database.query<[unknown, number]>(
      'UPDATE second_factors SET last_step = $2, secret = $3 WHERE id = $1 AND last_step < $2',
      [row.id, step, stored],
    );
    return used > 0;
  }

  private openOrNull(row: FactorRow): Buffer | null {
    try {
      return this.open(row);
    } catch (error) {
      if (!(error instanceof UnreadableSecret)) throw error;
      this.log.error(new Error(`second factor ${row.id}: ${error.message}`), 'SecondFactors');
      return null;
    }
  }

  private seal(secret: Buffer, id: string, accountId: string): Buffer {
    return sealSecret(secret, this.config.QORZHYN_FACTOR_KEY, `${accountId} ${id}`);
  }

  private open({ id, account_id: accountId, secret }: FactorRow): Buffer {
    return openSecret(secret, this.config.QORZHYN_FACTOR_KEY, `${accountId} ${id}`);
  }
}
