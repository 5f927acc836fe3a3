import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../config/clock.js';
import type { Language } from '../../http/language.js';

export type MailMode = 'off' | 'at-once' | 'daily';

export interface OwnSettings {
  language: Language;
  mail: MailMode;
  push: boolean;
}

/** An account that wants mails, and those that have a browser for push messages. */
export interface Recipient extends OwnSettings {
  accountId: string;
  /** Verified; null = no mails. */
  address: string | null;
  /** Earlier notifications are not sent by mail. */
  mailSince: Date | null;
  unsubscribeToken: string | null;
  /** Its oldest browser; null = none. */
  pushSince: Date | null;
}

const STANDARD: OwnSettings = { language: 'kk', mail: 'off', push: true };
const MODES = `s.mail IN ('at-once', 'daily') AND m.address IS NOT NULL`;

/** The channels that each account wants, and its language. */
@Injectable()
export class NotificationSettings {
  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  async of(accountId: string): Promise<OwnSettings> {
    const [row] = await this.database.query<OwnSettings[]>(
      'SELECT language, mail, push FROM notification_settings WHERE account_id = $1',
      [accountId],
    );
    return row ?? STANDARD;
  }

  /** Mails begin with what happens after they are turned on. */
  async set(accountId: string, { language, mail, push }: OwnSettings): Promise<void> {
    await this.database.query(
      `INSERT INTO notification_settings AS s (account_id, language, mail, push, mail_since, unsubscribe_token)
       SELECT id, $2, $3, $4, $5, $6 FROM accounts WHERE id = $1
       ON CONFLICT (account_id) DO UPDATE SET language = $2, mail = $3, push = $4,
         mail_since = CASE WHEN s.mail = 'off' THEN $5 ELSE s.mail_since END`,
      [accountId, language, mail, push, this.clock.now(), randomBytes(24).toString('base64url')],
    );
  }

  /** Turns mails off by the link of a mail; null = nobody has the token. */
  async unsubscribe(token: string): Promise<string | null> {
    const [[row]] = await this.database.query<[{ id: string }[], number]>(
      `UPDATE notification_settings SET mail = 'off' WHERE unsubscribe_token = $1 RETURNING account_id AS id`,
      [token],
    );
    return row?.id ?? null;
  }

  recipients(): Promise<Recipient[]> {
    return this.database.query<Recipient[]>(
      `SELECT a.id AS "accountId", coalesce(s.language, 'kk') AS language, coalesce(s.push, true) AS push,
         CASE WHEN ${MODES} THEN s.mail ELSE 'off' END AS mail, CASE WHEN ${MODES} THEN m.address END AS address,
         s.mail_since AS "mailSince", s.unsubscribe_token AS "unsubscribeToken", p.since AS "pushSince"
       FROM accounts a LEFT JOIN notification_settings s ON s.account_id = a.id
       LEFT JOIN mail_addresses m ON m.account_id = a.id
       LEFT JOIN (SELECT account_id, min(created_at) AS since FROM push_subscriptions GROUP BY account_id) p ON p.account_id = a.id
       WHERE (${MODES}) OR (p.since IS NOT NULL AND coalesce(s.push, true)) ORDER BY a.id`,
    );
  }
}
