import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/environment.js';
import type { Language } from '../http/language.js';
import { Outbox } from '../outbox/outbox.repository.js';
import type { Enqueued, NewOutboxItem } from '../outbox/outbox.js';
import type { MailContent } from './mail-text.js';

export const MAIL_CHANNEL = 'mail';

export interface Mail extends MailContent {
  /** The person to whom the address belongs: the mail is erased with the account. */
  accountId: string;
  to: string;
  language: Language;
  /** Name of a template that a feature added. */
  template: string;
  /** Two mails with the same key are one. It contains no address, name or secret. */
  dedupKey: string;
  /** Afterwards nobody needs it; absent = after three days. */
  expiresAt?: Date;
  /** Ends such mails for the person by one POST, without a sign-in. */
  unsubscribe?: string;
}

/** A mail as the outbox stores it. The template writes it when it is sent. */
export type StoredMail = Pick<Mail, 'to' | 'language' | 'template' | 'values' | 'link' | 'items' | 'unsubscribe'>;

/** Sends mails through the outbox: a command never waits for a mail server. */
@Injectable()
export class Mailer {
  constructor(
    private readonly outbox: Outbox,
    private readonly config: AppConfig,
  ) {}

  /** False = this server sends no mail, so features offer none. */
  get isConfigured(): boolean {
    return this.config.SMTP_URL !== undefined;
  }

  /** An absolute address of this server for a path of it. */
  linkTo(path: string): string {
    return new URL(path, this.config.PUBLIC_URL).href;
  }

  /** Stores the mail for delivery. A full outbox drops it; the caller decides whether that matters. */
  async send(mail: Mail): Promise<Enqueued | 'off'> {
    return this.isConfigured ? this.outbox.enqueue(outboxItemOf(mail)) : 'off';
  }

  /** Removes mails of these templates that are not sent yet. */
  withdraw(accountId: string, templates: readonly string[]): Promise<void> {
    return this.outbox.withdraw(accountId, MAIL_CHANNEL, templates);
  }
}

/** The mail as an item of the outbox, for callers that store it in a transaction of theirs. */
export function outboxItemOf({ accountId, dedupKey, expiresAt, ...mail }: Mail): NewOutboxItem {
  const body: StoredMail = mail;
  const item = {
    dedupKey: `${MAIL_CHANNEL} ${dedupKey}`,
    channel: MAIL_CHANNEL,
    topic: mail.template,
    accountId,
    body,
  };
  return { ...item, ...(expiresAt && { expiresAt }) };
}
