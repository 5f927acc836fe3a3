import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { notificationsProjection } from '../../../projections/notifications/notifications.projection.js';
import { ServerLog } from '../../observability/server-log.js';
import { ProjectionBus } from '../../projector/running-projection.js';
import { NotificationSettings } from '../settings/notification-settings.repository.js';
import { DeliverNotifications } from './deliver-notifications.js';
import { ToldNotifications } from './told-notifications.repository.js';

/** For deadlines, digests, and notices of another process that were lost. */
const POLL_MS = 60_000;
/** Several events of a moment are looked at together. */
const GATHER_MS = 500;

/** Looks for notifications to send: soon after an event, and every minute. Commands never wait for it. */
@Injectable()
export class DeliveryScheduler implements OnApplicationBootstrap, OnModuleDestroy {
  private poll: NodeJS.Timeout | undefined;
  private soon: NodeJS.Timeout | undefined;
  private running: Promise<void> | null = null;
  private isStopped = false;
  private unsubscribe = () => {};

  constructor(
    private readonly bus: ProjectionBus,
    private readonly settings: NotificationSettings,
    private readonly deliver: DeliverNotifications,
    private readonly told: ToldNotifications,
    private readonly log: ServerLog,
  ) {}

  onApplicationBootstrap(): void {
    this.poll = setInterval(() => void this.turn(), POLL_MS).unref();
    this.unsubscribe = this.bus.subscribe(({ changes }) => {
      if (
        !changes.some(
          ({ projection, upserts, all }) => projection === notificationsProjection.name && (all || upserts.length > 0),
        )
      )
        return;
      this.soon ??= setTimeout(() => void this.turn(), GATHER_MS).unref();
    });
    this.soon = setTimeout(() => void this.turn(), GATHER_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    this.unsubscribe();
    clearInterval(this.poll);
    clearTimeout(this.soon);
    await this.running;
  }

  /** Stores the messages of everything new. A fault of one account does not keep the others waiting. */
  async run(): Promise<void> {
    const start = await this.told.start();
    for (const recipient of await this.settings.recipients()) {
      if (this.isStopped) return;
      await this.deliver.to(recipient, start).catch((error: unknown) => this.log.error(error, 'Notifications'));
    }
  }

  private turn(): Promise<void> {
    clearTimeout(this.soon);
    this.soon = undefined;
    // A turn during another one follows it, because the other may have passed the account already.
    this.running = (this.running ?? Promise.resolve()).then(() => (this.isStopped ? undefined : this.safely()));
    return this.running;
  }

  private async safely(): Promise<void> {
    await this.run().catch((error: unknown) =>
      this.log.warn('notifications not sent', { error: String(error) }, 'notifications'),
    );
  }
}
