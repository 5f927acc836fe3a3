import { Injectable } from '@nestjs/common';
import { AccountDirectory, viewerFor } from '../../accounts/index.js';
import { Clock } from '../../config/clock.js';
import { Mailer, MAIL_CHANNEL, outboxItemOf } from '../../mail/mailer.js';
import { DescribeNotifications } from '../feed/describe-notifications.js';
import { PUSH_CHANNEL } from '../push/push-channel.js';
import { PushSubscriptions } from '../push/push-subscriptions.repository.js';
import type { Recipient } from '../settings/notification-settings.repository.js';
import { type OwnEntry, UnreadNotifications } from '../unread-notifications.js';
import type { Viewer } from '../../http/access.js';
import { composeMails, composePushes } from './compose-messages.js';
import { lastDigestAt } from './digest-time.js';
import { ToldNotifications } from './told-notifications.repository.js';

/** After an outage people hear only of what is still news. */
const NEWS_MS = 2 * 86_400_000;

/** Services that put notifications into messages and store those. */
@Injectable()
export class MessageSources {
  constructor(
    readonly unread: UnreadNotifications,
    readonly words: DescribeNotifications,
    readonly browsers: PushSubscriptions,
    readonly told: ToldNotifications,
  ) {}
}

/** Stores mails and push messages of notifications that an account has neither read nor been sent. */
@Injectable()
export class DeliverNotifications {
  constructor(
    private readonly accounts: AccountDirectory,
    private readonly sources: MessageSources,
    private readonly mailer: Mailer,
    private readonly clock: Clock,
  ) {}

  /** `start`: when this server began to send. A closed account hears of nothing. */
  async to(recipient: Recipient, start: Date): Promise<void> {
    const viewer = viewerFor(await this.accounts.find(recipient.accountId));
    if (viewer === null) return;
    const now = this.clock.now();
    const since = new Date(Math.max(start.getTime(), now.getTime() - NEWS_MS));
    const news = (await this.sources.unread.of(viewer)).filter(({ read, at }) => !read && new Date(at) > since);
    if (news.length === 0) return;
    await this.push(recipient, viewer, news, now);
    await this.mail(recipient, viewer, news, now);
  }

  private async push({ accountId, push, pushSince, language }: Recipient, viewer: Viewer, news: OwnEntry[], now: Date) {
    if (!push || pushSince === null) return;
    const browsers = await this.sources.browsers.ids(accountId);
    const due = news.filter(({ at }) => new Date(at) > pushSince);
    await this.tell(viewer, PUSH_CHANNEL, due, (fresh) => composePushes(fresh, accountId, language, browsers, now));
  }

  private async mail(recipient: Recipient, viewer: Viewer, news: OwnEntry[], now: Date) {
    const { accountId, mail, address, mailSince, unsubscribeToken, language } = recipient;
    if (!this.mailer.isConfigured || mail === 'off' || address === null || mailSince === null) return;
    const isDigest = mail === 'daily';
    const until = isDigest ? lastDigestAt(now) : now;
    const due = news.filter(({ at }) => new Date(at) > mailSince && new Date(at) <= until);
    const unsubscribe = this.mailer.linkTo(`/mail/unsubscribe/${unsubscribeToken}`);
    const reader = { accountId, address, language, unsubscribe, isDigest };
    await this.tell(viewer, MAIL_CHANNEL, due, (fresh) =>
      composeMails(fresh, reader, (path) => this.mailer.linkTo(path)).map(outboxItemOf),
    );
  }

  /** Oldest first, as they happened. */
  private async tell(
    viewer: Viewer,
    channel: string,
    due: readonly OwnEntry[],
    compose: (fresh: Awaited<ReturnType<DescribeNotifications['describe']>>) => ReturnType<typeof composePushes>,
  ): Promise<void> {
    const { told, words } = this.sources;
    const ids = due.map(({ id }) => id);
    const untold = await told.untold(viewer.accountId, channel, ids);
    if (untold.size === 0) return;
    const fresh = due.filter(({ id }) => untold.has(id)).toReversed();
    const described = await words.describe(fresh, viewer);
    await told.tell(viewer.accountId, channel, [...untold], (taken) =>
      compose(described.filter(({ id }) => taken.has(id))),
    );
  }
}
