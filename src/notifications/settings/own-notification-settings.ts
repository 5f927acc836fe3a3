import { Injectable } from '@nestjs/common';
import { DomainError } from '../../event-store/domain-error.js';
import { Problem } from '../../http/problem.js';
import { MailAddresses } from '../../mail/mail-addresses.repository.js';
import { Mailer } from '../../mail/mailer.js';
import { NOTIFICATION_MAILS } from '../notification-mails.js';
import { PushSubscriptions } from '../push/push-subscriptions.repository.js';
import { NotificationSettings, type OwnSettings } from './notification-settings.repository.js';

type Given<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };

/** A person's own settings, with the mail address that they need. */
@Injectable()
export class OwnNotificationSettings {
  constructor(
    private readonly settings: NotificationSettings,
    private readonly addresses: MailAddresses,
    private readonly mailer: Mailer,
    private readonly browsers: PushSubscriptions,
  ) {}

  async show(accountId: string) {
    const { address, pending } = await this.addresses.of(accountId);
    return {
      ...(await this.settings.of(accountId)),
      address,
      pendingAddress: pending,
      canMail: this.mailer.isConfigured,
      browsers: await this.browsers.count(accountId),
    };
  }

  /** Throws conflict MAIL_NOT_SET_UP, MAIL_ADDRESS_MISSING. */
  async change(accountId: string, { language, mail, push }: Given<OwnSettings>): Promise<void> {
    const before = await this.settings.of(accountId);
    if (mail !== undefined && mail !== 'off') {
      this.requireMail();
      if ((await this.addresses.verified(accountId)) === null)
        throw new DomainError('conflict', 'MAIL_ADDRESS_MISSING');
    }
    await this.settings.set(accountId, {
      language: language ?? before.language,
      mail: mail ?? before.mail,
      push: push ?? before.push,
    });
    if (mail === 'off') await this.mailer.withdraw(accountId, NOTIFICATION_MAILS);
  }

  /** Sends a code to the address. Throws conflict MAIL_NOT_SET_UP, and 429 TOO_MANY_CODES. */
  async proposeAddress(accountId: string, address: string): Promise<void> {
    this.requireMail();
    const code = await this.addresses.propose(accountId, address);
    if (code === null) throw new Problem(429, 'TOO_MANY_CODES', { retryAfterSeconds: 86_400 });
    const { language } = await this.settings.of(accountId);
    await this.mailer.withdraw(accountId, ['mail-address-code']);
    const values = { code: `${code.slice(0, 3)} ${code.slice(3)}` };
    // The code differs each time, and the key must not contain it.
    const dedupKey = `mail-address-code ${accountId} ${crypto.randomUUID()}`;
    await this.mailer.send({ accountId, to: address, language, template: 'mail-address-code', values, dedupKey });
  }

  /** Throws conflict MAIL_CODE_WRONG. The earlier address hears of the change. */
  async confirmAddress(accountId: string, code: string): Promise<void> {
    const before = await this.addresses.verified(accountId);
    if (!(await this.addresses.confirm(accountId, code))) throw new DomainError('conflict', 'MAIL_CODE_WRONG');
    const now = await this.addresses.verified(accountId);
    await this.mailer.withdraw(accountId, NOTIFICATION_MAILS);
    if (before === null || before === now) return;
    const { language } = await this.settings.of(accountId);
    const dedupKey = `mail-address-changed ${accountId} ${crypto.randomUUID()}`;
    await this.mailer.send({ accountId, to: before, language, template: 'mail-address-changed', values: {}, dedupKey });
  }

  /** Without an address nothing is sent by mail. */
  async removeAddress(accountId: string): Promise<void> {
    await this.addresses.remove(accountId);
    await this.change(accountId, { mail: 'off' });
  }

  /** Turns mails off by the link of a mail. False = nobody has it. */
  async unsubscribe(token: string): Promise<boolean> {
    const accountId = await this.settings.unsubscribe(token);
    if (accountId !== null) await this.mailer.withdraw(accountId, NOTIFICATION_MAILS);
    return accountId !== null;
  }

  private requireMail(): void {
    if (!this.mailer.isConfigured) throw new DomainError('conflict', 'MAIL_NOT_SET_UP');
  }
}
