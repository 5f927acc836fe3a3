import type { News, NewsItem } from '../../projections/standings/standings.contract.js';

const SHOWN_MS = 6_000;
const WAITING = 3;

/** «What happened», one thing at a time for six seconds each; what was there when the page came is not news. */
export class Headlines {
  private readonly waiting: NewsItem[] = [];
  private seen: string | null;
  private until = 0;

  constructor(first: News | null) {
    this.seen = first?.items[0]?.eventId ?? (first ? '' : null);
  }

  /** Takes what is new since the last call; when much came at once, only the newest. */
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

  /** What to say now: a new item, null for silence, undefined for no change. `now` in milliseconds. */
  next(now: number): NewsItem | null | undefined {
    if (now < this.until) return undefined;
    const item = this.waiting.shift() ?? null;
    if (item) this.until = now + SHOWN_MS;
    return item;
  }
}
