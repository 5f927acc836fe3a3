import { Module, type OnModuleInit } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AccountsModule } from '../accounts/accounts.module.js';
import { HttpServicesModule } from '../http/http.module.js';
import { Retention } from '../http/retention.js';
import { MailModule } from '../mail/mail.module.js';
import { Courier } from '../outbox/courier.js';
import { OutboxModule } from '../outbox/outbox.module.js';
import { ProjectorModule } from '../projector/projector.module.js';
import { DeadLettersController } from './dead-letters/dead-letters.controller.js';
import { DeliverNotifications, MessageSources } from './deliver/deliver-notifications.js';
import { DeliveryScheduler } from './deliver/delivery-scheduler.js';
import { ToldNotifications } from './deliver/told-notifications.repository.js';
import { DescribeNotifications } from './feed/describe-notifications.js';
import { NotificationFeed } from './feed/notification-feed.js';
import { ListNotificationsController } from './list-notifications/list-notifications.controller.js';
import { ListNotificationsHandler } from './list-notifications/list-notifications.js';
import { MarkReadController } from './mark-read/mark-read.controller.js';
import { NotificationReads } from './notification-reads.repository.js';
import { PushChannel } from './push/push-channel.js';
import { PushController } from './push/push.controller.js';
import { PushKeyRow } from './push/push-keys.repository.js';
import { PushSubscriptions } from './push/push-subscriptions.repository.js';
import { NotificationSettingsController } from './settings/notification-settings.controller.js';
import { NotificationSettings } from './settings/notification-settings.repository.js';
import { OwnNotificationSettings } from './settings/own-notification-settings.js';
import { UnreadNotifications } from './unread-notifications.js';

@Module({
  imports: [CqrsModule, ProjectorModule, AccountsModule, HttpServicesModule, OutboxModule, MailModule],
  controllers: [
    ListNotificationsController,
    MarkReadController,
    NotificationSettingsController,
    PushController,
    DeadLettersController,
  ],
  providers: [
    ListNotificationsHandler,
    NotificationFeed,
    DescribeNotifications,
    NotificationReads,
    UnreadNotifications,
    NotificationSettings,
    OwnNotificationSettings,
    PushKeyRow,
    PushSubscriptions,
    PushChannel,
    ToldNotifications,
    MessageSources,
    DeliverNotifications,
    DeliveryScheduler,
  ],
  exports: [NotificationSettings, OwnNotificationSettings],
})
export class NotificationsModule implements OnModuleInit {
  constructor(
    private readonly retention: Retention,
    private readonly courier: Courier,
    private readonly push: PushChannel,
    private readonly reads: NotificationReads,
    private readonly told: ToldNotifications,
  ) {}

  onModuleInit(): void {
    this.courier.add(this.push);
    this.retention.add(() => this.reads.purge());
    this.retention.add(() => this.told.purge());
  }
}
