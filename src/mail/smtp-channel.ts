import { createTransport, type Transporter } from 'nodemailer';
import { hash } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppConfig } from '../config/environment.js';
import { type OutboxChannel, type OutboxItem, Undeliverable } from '../outbox/outbox.js';
import { MAIL_CHANNEL, type StoredMail } from './mailer.js';
import { mailTemplate } from './mail-templates.js';
import { writeMail } from './mail-text.js';
import { smtpFailure } from './smtp-failure.js';

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 };

/** Sends mails over SMTP. A repeated mail has the same Message-ID and date, so that mailboxes show one of the two. */
@Injectable()
export class SmtpChannel implements OutboxChannel, OnApplicationShutdown {
  readonly name = MAIL_CHANNEL;
  private transport: Transporter | null = null;

  constructor(private readonly config: AppConfig) {}

  async deliver(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const mail = item.body as StoredMail | null;
    if (mail === null) throw new Undeliverable('sealed by another QORZHYN_FACTOR_KEY');
    const template = mailTemplate(mail.template, mail.language);
    if (template === undefined) throw new Undeliverable('unknown template');
    const { subject, text, html } = writeMail(template, mail.language, mail);
    this.transport ??= openTransport(this.config.SMTP_URL!);
    await this.transport
      .sendMail({
        from: this.sender,
        // An object, because the text of an address could name several.
        to: { name: '', address: mail.to },
        subject,
        text,
        html,
        messageId: this.messageIdOf(item),
        date: item.createdAt,
        headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail.unsubscribe) },
        disableFileAccess: true,
        disableUrlAccess: true,
        signal,
      })
      .catch((error: unknown) => {
        throw smtpFailure(error);
      });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }

  private get host(): string {
    return new URL(this.config.PUBLIC_URL!).hostname;
  }

  private get sender(): string {
    return this.config.QORZHYN_MAIL_FROM ?? `Qorzhyn <no-reply@${this.host}>`;
  }

  private messageIdOf({ dedupKey }: OutboxItem): string {
    return `<${hash('sha256', dedupKey).slice(0, 32)}@${this.host}>`;
  }
}

const unsubscribeHeaders = (url: string | undefined): Record<string, string> =>
  url === undefined ? {} : { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };

/** Options in the query of the address, such as `?requireTLS=false`, come before these. */
function openTransport(address: string): Transporter {
  const { hostname, username } = new URL(address);
  const isLocal = /^(?:localhost|127\.|\[::1\])/.test(hostname);
  return createTransport({ url: address, requireTLS: username !== '' && !isLocal, ...TIMEOUTS });
}
