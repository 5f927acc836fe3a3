import { hash, randomInt, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../config/clock.js';

const CODE_MS = 30 * 60_000;
const DAY_MS = 86_400_000;
const MOST_ATTEMPTS = 5;
/** An account must not send mails to strangers at will. */
const MOST_CODES_A_DAY = 5;

export interface OwnAddress {
  /** Verified: the person has read a mail there. */
  address: string | null;
  /** Awaits its code; until then the verified one stays in use. */
  pending: string | null;
}

interface CodeRow {
  pending: string;
  code_hash: Buffer;
}

/** Mail addresses of people. They are erased with the account. */
@Injectable()
export class MailAddresses {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async of(accountId: string): Promise<OwnAddress> {
    const [row] = await this.database.query<OwnAddress[]>(
      'SELECT address, pending FROM mail_addresses WHERE account_id = $1',
      [accountId],
    );
    return row ?? { address: null, pending: null };
  }

  /** The address that may get mails; null = none, or it is not verified yet. */
  async verified(accountId: string): Promise<string | null> {
    return (await this.of(accountId)).address;
  }

  /** A code that proves the new address; null = too many codes today. */
  async propose(accountId: string, address: string): Promise<string | null> {
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    const now = this.clock.now();
    const stored = await this.database.query<object[]>(
      `INSERT INTO mail_addresses AS m (account_id, pending, code_hash, code_expires_at, codes_sent, codes_since)
       SELECT id, $2, $3, $4, 1, $5 FROM accounts WHERE id = $1
       ON CONFLICT (account_id) DO UPDATE SET pending = $2, code_hash = $3, code_expires_at = $4, code_attempts = 0,
         codes_sent = CASE WHEN m.codes_since > $6 THEN m.codes_sent + 1 ELSE 1 END,
         codes_since = CASE WHEN m.codes_since > $6 THEN m.codes_since ELSE $5 END
       WHERE m.codes_since IS NULL OR m.codes_since <= $6 OR m.codes_sent < ${MOST_CODES_A_DAY}
       RETURNING account_id`,
      [
        accountId,
        address,
        hashOf(accountId, code),
        new Date(now.getTime() + CODE_MS),
        now,
        new Date(now.getTime() - DAY_MS),
      ],
    );
    return stored.length > 0 ? code : null;
  }

  /** True = the pending address is the verified one from now on. A code is good once, for half an hour and five guesses. */
  async confirm(accountId: string, code: string): Promise<boolean> {
    const [[row]] = await this.database.query<[CodeRow[], number]>(
      `UPDATE mail_addresses SET code_attempts = code_attempts + 1
       WHERE account_id = $1 AND pending IS NOT NULL AND code_expires_at > $2 AND code_attempts < ${MOST_ATTEMPTS}
       RETURNING pending, code_hash`,
      [accountId, this.clock.now()],
    );
    if (!row || !timingSafeEqual(row.code_hash, hashOf(accountId, code))) return false;
    const [, changed] = await this.database.query<[unknown, number]>(
      `UPDATE mail_addresses SET address = pending, pending = NULL, code_hash = NULL, code_expires_at = NULL
       WHERE account_id = $1 AND code_hash = $2`,
      [accountId, row.code_hash],
    );
    return changed > 0;
  }

  /** Forgets both addresses. How many codes were sent today stays. */
  async remove(accountId: string): Promise<void> {
    await this.database.query(
      'UPDATE mail_addresses SET address = NULL, pending = NULL, code_hash = NULL, code_expires_at = NULL WHERE account_id = $1',
      [accountId],
    );
  }
}

const hashOf = (accountId: string, code: string): Buffer => hash('sha256', `${accountId} ${code}`, 'buffer');
