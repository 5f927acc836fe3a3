import { Injectable } from '@nestjs/common';
import type { Viewer } from '../http/access.js';
import { type FeedEntry, NotificationFeed } from './feed/notification-feed.js';
import { NotificationReads } from './notification-reads.repository.js';

export type OwnEntry = FeedEntry & { read: boolean };

/** The feed of an account with what it has read. */
@Injectable()
export class UnreadNotifications {
  constructor(
    private readonly feed: NotificationFeed,
    private readonly reads: NotificationReads,
  ) {}

  /** Newest first. Events before the account was made count as read. */
  async of(viewer: Viewer): Promise<OwnEntry[]> {
    const entries = await this.feed.of(viewer);
    const since = await this.reads.accountSince(viewer.accountId);
    const read = await this.reads.among(
      viewer.accountId,
      entries.map(({ id }) => id),
    );
    return entries.map((entry) => ({ ...entry, read: since === null || entry.at < since || read.has(entry.id) }));
  }

  /** Marks those that the account has, and returns how many stay unread. */
  async markRead(viewer: Viewer, isRead: (entry: FeedEntry) => boolean): Promise<number> {
    const unread = (await this.of(viewer)).filter(({ read }) => !read);
    const marked = unread.filter(isRead).map(({ id }) => id);
    if (marked.length > 0) await this.reads.add(viewer.accountId, marked);
    return unread.length - marked.length;
  }
}
