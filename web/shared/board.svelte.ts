import type { ChallengeOnPage } from '../../src/pages/page.contract.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { News, Standings, StandingsHistory } from '../../projections/standings/standings.contract.js';
import type { Live } from './live.js';

const STALE_MS = 35_000;
/** Without a network the page need not wait for silence. */
const OFFLINE_MS = 3_000;
const ASIDE_MS = 300_000;
const LOOPBACK = /^(localhost|127\.|\[::1\])/;

/** A board on a page: its rows, what surrounds them, and how fresh both are. */
export class BoardStore {
  standings: Standings = $state.raw()!;
  challenge: ChallengeItem = $state.raw()!;
  history: StandingsHistory | null = $state.raw(null);
  news: News | null = $state.raw(null);
  stale = $state.raw(false);
  private lastSeenAt: number;
  private asideLoadedAt: number;
  private hasNewNews = false;
  private newsLoadedAt = 0;

  constructor(page: ChallengeOnPage, now: number) {
    this.standings = page.standings;
    this.challenge = page.challenge;
    this.history = page.history ?? null;
    this.news = page.news ?? null;
    this.lastSeenAt = now;
    this.asideLoadedAt = page.history && page.news ? now : 0;
  }

  /** Follows the board on the page's socket. */
  follow(live: Live): void {
    this.lastSeenAt = Date.now();
    if (this.asideLoadedAt > 0) this.asideLoadedAt = this.lastSeenAt;
    live.watch(
      this.standings,
      (standings) => {
        this.hasNewNews ||= standings.seq !== this.standings.seq;
        this.standings = standings;
      },
      () => {
        this.lastSeenAt = Date.now();
        if (this.stale) this.asideLoadedAt = 0;
        this.stale = false;
      },
    );
  }

  /** To be called every second; `now` in milliseconds. News is loaded at most every `newsMs`, and never with null. */
  tick(now: number, newsMs: number | null): void {
    const isOffline = navigator.onLine === false && !LOOPBACK.test(location.hostname);
    this.stale = now - this.lastSeenAt > (isOffline ? OFFLINE_MS : STALE_MS);
    if (this.stale) return;
    if (now - this.asideLoadedAt >= ASIDE_MS) {
      this.asideLoadedAt = now;
      this.hasNewNews = true;
      void this.load<StandingsHistory>(`/history?board=${this.standings.board}`, (history) => (this.history = history));
      void loadChallenges(now).then((items) => {
        this.challenge = items?.filter((item) => item.id === this.challenge.id)[0] ?? this.challenge;
      });
    }
    if (this.hasNewNews && newsMs !== null && now - this.newsLoadedAt >= newsMs) {
      this.hasNewNews = false;
      this.newsLoadedAt = now;
      void this.load<News>('/news', (news) => (this.news = news));
    }
  }

  private load<T>(path: string, then: (body: T) => void): Promise<number> {
    // Public for everybody: the cookie only counts the read on the account of a signed-in screen.
    return read(`/api/challenges/${this.challenge.id}${path}`, then, 'same-origin');
  }
}

let list: { at: number; items: Promise<ChallengeItem[] | null> } | null = null;

/** All challenges, loaded once for all boards of the page that ask in the same minute. */
function loadChallenges(now: number): Promise<ChallengeItem[] | null> {
  if (list && now - list.at < 60_000) return list.items;
  let items: ChallengeItem[] | null = null;
  const loading = read<{ items: ChallengeItem[] }>('/api/challenges', (body) => (items = body.items)).then(() => items);
  list = { at: now, items: loading };
  return loading;
}

/** Reads public JSON and gives the status, 0 without a response. After a failure the page keeps what it has. */
export async function read<T>(
  url: string,
  then: (body: T) => void,
  credentials: RequestCredentials = 'omit',
): Promise<number> {
  try {
    const response = await fetch(url, { credentials });
    if (response.ok) then((await response.json()) as T);
    return response.status;
  } catch {
    return 0;
  }
}
