import { Module, type OnModuleInit } from '@nestjs/common';
import { Courier } from '../outbox/courier.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { MailAddresses } from './mail-addresses.repository.js';
import { Mailer } from './mailer.js';
import { SmtpChannel } from './smtp-channel.js';

@Module({
  imports: [OutboxModule],
  providers: [Mailer, MailAddresses, SmtpChannel],
  exports: [Mailer, MailAddresses],
})
export class MailModule implements OnModuleInit {
  constructor(
    private readonly courier: Courier,
    private readonly smtp: SmtpChannel,
    private readonly mailer: Mailer,
  ) {}

  onModuleInit(): void {
    if (this.mailer.isConfigured) this.courier.add(this.smtp);
  }
}
