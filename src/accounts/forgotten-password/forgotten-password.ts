import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Language } from '../../http/language.js';
import { MailAddresses } from '../../mail/mail-addresses.repository.js';
import { Mailer } from '../../mail/mailer.js';
import { ServerLog } from '../../observability/server-log.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { normalLogin } from '../login-shape.js';

/** Sends a person a link to a new password, to the address that they have verified. */
@Injectable()
export class ForgottenPassword implements OnModuleDestroy {
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly addresses: MailAddresses,
    private readonly mailer: Mailer,
    private readonly log: ServerLog,
  ) {}

  /** False = this server sends no mail. */
  get isOffered(): boolean {
    return this.mailer.isConfigured;
  }

  /** Returns at once, so neither the answer nor its time tells whether the login exists. */
  request(login: string, language: Language): void {
    this.running = this.running
      .then(() => this.send(normalLogin(login), language))
      .catch((error: unknown) => this.log.error(error, 'ForgottenPassword'));
  }

  async onModuleDestroy(): Promise<void> {
    await this.running;
  }

  private async send(login: string, language: Language): Promise<void> {
    const row = await this.rows.byLogin(login);
    const account = row && (await this.directory.find(row.id));
    if (account?.state !== 'open' || account.role === 'screen') return;
    const to = await this.addresses.verified(account.id);
    if (to === null) return;
    const { token, expiresAt } = await this.rows.newMailedLink(account);
    await this.mailer.send({
      ...{ accountId: account.id, to, language, expiresAt },
      template: 'forgotten-password',
      values: { login },
      link: this.mailer.linkTo(`/invite/${token}?lang=${language}`),
      dedupKey: `forgotten-password ${randomUUID()}`,
    });
  }
}
