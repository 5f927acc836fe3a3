import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { z } from 'zod';
import type { Viewer } from '../../http/access.js';
import { type Page, pageIn } from '../../http/paging.js';
import { DescribeNotifications } from '../feed/describe-notifications.js';
import type { notificationList } from '../notifications.schema.js';
import { UnreadNotifications } from '../unread-notifications.js';

export class ListNotifications extends Query<z.infer<typeof notificationList>> {
  constructor(
    readonly filter: Page & { unread?: boolean | undefined },
    readonly viewer: Viewer,
  ) {
    super();
  }
}

@QueryHandler(ListNotifications)
export class ListNotificationsHandler implements IQueryHandler<ListNotifications> {
  constructor(
    private readonly unread: UnreadNotifications,
    private readonly words: DescribeNotifications,
  ) {}

  /** Only the page gets words. */
  async execute({ filter: { unread: wanted, ...page }, viewer }: ListNotifications) {
    const all = await this.unread.of(viewer);
    const { items, total } = pageIn(wanted === undefined ? all : all.filter(({ read }) => read !== wanted), page);
    const described = await this.words.describe(items, viewer);
    const read = new Map(items.map((one) => [one.id, one.read]));
    return {
      items: described.map((one) => ({ ...one, read: read.get(one.id)! })),
      total,
      unread: all.filter((one) => !one.read).length,
    };
  }
}
