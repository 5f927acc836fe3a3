import type { News, NewsItem } from '../../projections/standings/standings.contract.js';

const SHOWN_MS = 6_000;
const WAITING = 3;

/** Queue of headlines: one at a time, six seconds each. News that came with the page is not shown. */
export class Headlines {
  private readonly waiting: NewsItem[] = [];
  private seen: string | null;
  private until = 0;

  constructor(first: News | null) {
    this.seen = first?.items[0]?.eventId ?? (first ? '' : null);
  }

  /** Queues the items since the last call; of many, only the newest. */
  take(news: News | null): void {
    if (!news) return;
    const known = news.items.map((item) => item.eventId).indexOf(this.seen ?? '');
    const fresh =
      this.seen === null
        ? []
        : known < 0
          ? news.items.slice(0, this.seen === '' ? WAITING : 1)
          : news.items.slice(0, known);
    this.seen = news.items[0]?.eventId ?? this.seen ?? '';
    this.waiting.push(...fresh.slice(0, WAITING).reverse());
    this.waiting.splice(0, this.waiting.length - WAITING);
  }

  /** Drops the items since the last call: a reveal tells the changes itself. */
  skip(news: News | null): void {
    this.take(news);
    this.waiting.length = 0;
  }

  /** The headline now: a new item, null for none, undefined for no change. `now` in milliseconds. */
  next(now: number): NewsItem | null | undefined {
    if (now < this.until) return undefined;
    const item = this.waiting.shift() ?? null;
    if (item) this.until = now + SHOWN_MS;
    return item;
  }
}
