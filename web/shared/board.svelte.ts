import type { ChallengeOnPage } from '../../src/pages/page.contract.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { News, Standings, StandingsHistory } from '../../projections/standings/standings.contract.js';
import type { Live } from './live.js';

const STALE_MS = 35_000;
const ASIDE_MS = 300_000;
const NEWS_MS = 2_000;

/** A board as a page knows it: its rows, what surrounds them, and how fresh all that is. */
export class BoardStore {
  standings: Standings = $state.raw()!;
  challenge: ChallengeItem = $state.raw()!;
  history: StandingsHistory | null = $state.raw(null);
  news: News | null = $state.raw(null);
  stale = $state(false);
  private heardAt: number;
  private asideAt: number;
  private newsWanted = false;
  private newsAt = 0;

  constructor(page: ChallengeOnPage, now: number) {
    this.standings = page.standings;
    this.challenge = page.challenge;
    this.history = page.history ?? null;
    this.news = page.news ?? null;
    this.heardAt = now;
    this.asideAt = page.history && page.news ? now : 0;
  }

  /** Follows the board on the page's socket. */
  follow(live: Live): void {
    this.heardAt = Date.now();
    live.watch(
      this.standings,
      (standings) => {
        this.newsWanted ||= standings.seq !== this.standings.seq;
        this.standings = standings;
      },
      () => {
        this.heardAt = Date.now();
        if (this.stale) this.asideAt = 0;
        this.stale = false;
      },
    );
  }

  /** To be called every second; `now` in milliseconds. */
  tick(now: number): void {
    this.stale = now - this.heardAt > STALE_MS;
    if (this.stale) return;
    if (now - this.asideAt >= ASIDE_MS) {
      this.asideAt = now;
      this.newsWanted = true;
      void this.load<StandingsHistory>(`/history?board=${this.standings.board}`, (history) => (this.history = history));
      void read<{ items: ChallengeItem[] }>('/api/challenges', ({ items }) => {
        this.challenge = items.filter((item) => item.id === this.challenge.id)[0] ?? this.challenge;
      });
    }
    if (this.newsWanted && now - this.newsAt >= NEWS_MS) {
      this.newsWanted = false;
      this.newsAt = now;
      void this.load<News>('/news', (news) => (this.news = news));
    }
  }

  private load<T>(path: string, then: (body: T) => void): Promise<boolean> {
    return read(`/api/challenges/${this.challenge.id}${path}`, then);
  }
}

/** Reads JSON; when that fails the page keeps what it has and asks again later. */
export async function read<T>(url: string, then: (body: T) => void): Promise<boolean> {
  try {
    const answer = await fetch(url);
    if (answer.ok) then((await answer.json()) as T);
    return answer.ok;
  } catch {
    return false;
  }
}
