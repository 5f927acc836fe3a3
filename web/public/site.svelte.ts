import { tick } from 'svelte';
import type { PublicConfig, PublicView } from '../../src/pages/page.contract.js';
import type { ChallengeItem } from '../../projections/challenges/challenges.contract.js';
import type { Board, Standings } from '../../projections/standings/standings.contract.js';
import { BoardStore, read } from '../shared/board.svelte.js';
import { Live } from '../shared/live.js';
import { parseView } from './view.js';

const MINE = 'my-college';
const NEWS_MS = 15_000;

/** State of the public page: the address, every board that was opened, and the visitor's own college. */
export class Site {
  view: PublicView = $state.raw()!;
  challenges: ChallengeItem[] = $state.raw([]);
  boards: Record<string, BoardStore> = $state.raw({});
  /** Boards that failed to load. */
  failed: Record<string, boolean> = $state.raw({});
  mine: string | null = $state.raw(null);
  now = $state.raw(0);
  private live: Live | null = null;
  /** How far the server's clock is ahead of the visitor's, in milliseconds. */
  private ahead = 0;

  constructor(config: PublicConfig) {
    this.now = Date.parse(config.renderedAt);
    this.view = config.view;
    this.challenges = config.initial.challenges.map((one) => one.challenge);
    const boards: Record<string, BoardStore> = {};
    for (const one of config.initial.challenges)
      boards[key(one.challenge.id, one.standings.board)] = new BoardStore(one, this.now);
    this.boards = boards;
  }

  /** Follows the boards; in the browser only. */
  start(): void {
    this.live = new Live();
    this.ahead = this.now - Date.now();
    for (const store of Object.values(this.boards)) store.follow(this.live);
    this.mine = stored();
    window.addEventListener('popstate', () => void this.showAddress());
    this.openBoards();
  }

  tick(now: number): void {
    this.now = now + this.ahead;
    this.live?.tick(now);
    const { challengeId, collegeId } = this.view;
    for (const store of Object.values(this.boards))
      store.tick(now, store.challenge.id === challengeId && !collegeId ? NEWS_MS : null);
  }

  board(challengeId: string, board: Board): BoardStore | null {
    return this.boards[key(challengeId, board)] ?? null;
  }

  /** Shows another address of this page without loading it. */
  go(href: string): void {
    history.pushState(null, '', href);
    void this.showAddress();
    window.scrollTo(0, 0);
  }

  /** Loads a board that the page does not have yet. */
  async open(challengeId: string, board: Board): Promise<void> {
    const name = key(challengeId, board);
    const challenge = this.challenges.filter((one) => one.id === challengeId)[0];
    if (this.boards[name] || !challenge || !this.live) return;
    const live = this.live;
    const status = await read<Standings>(`/api/challenges/${challengeId}/standings?board=${board}`, (standings) => {
      if (this.boards[name]) return;
      const store = new BoardStore({ challenge, standings }, Date.now());
      store.follow(live);
      this.boards = { ...this.boards, [name]: store };
    });
    this.failed = { ...this.failed, [name]: status !== 200 };
  }

  setMine(collegeId: string | null): void {
    this.mine = collegeId;
    try {
      if (collegeId) localStorage.setItem(MINE, collegeId);
      else localStorage.removeItem(MINE);
    } catch {
      // Private windows store nothing: the choice lasts as long as the page.
    }
  }

  private async showAddress(): Promise<void> {
    const { challengeId, collegeId } = this.view;
    this.view = parseView(location.search);
    this.openBoards();
    if (challengeId === this.view.challengeId && collegeId === this.view.collegeId) return;
    // The followed link is gone; without this the keyboard would begin at the top of the document.
    await tick();
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }

  private openBoards(): void {
    const { challengeId, board } = this.view;
    if (challengeId) void this.open(challengeId, board);
    else for (const challenge of this.challenges) void this.open(challenge.id, 'total');
  }
}

function key(challengeId: string, board: Board): string {
  return `${challengeId}|${board}`;
}

function stored(): string | null {
  try {
    return localStorage.getItem(MINE);
  } catch {
    return null;
  }
}
