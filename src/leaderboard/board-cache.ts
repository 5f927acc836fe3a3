import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { compareOrder, ranked, type Ranked, rowsOf, type Standing } from '../../projections/standings/ranking.js';
import type {
  Audience,
  Board,
  Standings,
  StandingsHead,
  StandingsRow,
} from '../../projections/standings/standings.contract.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import { type Document, ReadModel } from '../projector/read-model.js';
import { ProjectionBus, type ProjectionNotice } from '../projector/running-projection.js';
import { type BoardChange, boardChanges, boardKey, parseKey } from './board-documents.js';
import { encode, type EncodedResponse } from './encoded-response.js';

const MAX_MISSING = 1_000;

/** Boards by key, loaded once and then updated by each commit. */
@Injectable()
export class BoardCache {
  private readonly entries = new Map<string, Entry>();
  /** Keys without a board, so that unknown challenges cost one query each. */
  private readonly missing = new LRUCache<string, true>({ max: MAX_MISSING });
  private readonly listeners = new Set<BoardListener>();

  constructor(
    private readonly readModel: ReadModel,
    bus: ProjectionBus,
  ) {
    bus.subscribe((projected) => this.onCommitted(projected));
  }

  /** Null = no such challenge. Throws Problem 503 while another version's boards are rebuilt. */
  async get(challengeId: string, board: Board, audience: Audience): Promise<EncodedBoard | null> {
    return (await this.open(boardKey(challengeId, board, audience)))?.encoded ?? null;
  }

  /** Loads a board or gives the cached one; null = no such challenge. */
  open(key: string): Promise<CachedBoard | null> {
    const known = this.entries.get(key);
    if (known) return known.loading;
    if (this.missing.has(key)) return Promise.resolve(null);
    const entry: Entry = { loading: Promise.resolve(null), board: null, queued: [] };
    this.entries.set(key, entry);
    entry.loading = this.load(key, entry);
    entry.loading.catch(() => this.drop(key, entry));
    return entry.loading;
  }

  /** The cached board; undefined while it is not loaded. */
  peek(key: string): CachedBoard | undefined {
    return this.entries.get(key)?.board ?? undefined;
  }

  /** Returns the function that unsubscribes. Listeners run after the cache is updated. */
  listen(listener: BoardListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Loads again where a commit between the load and the queue is missing. */
  private async load(key: string, entry: Entry): Promise<CachedBoard | null> {
    for (;;) {
      entry.queued = [];
      const board = await this.read(key);
      if (!appliesAll(board, entry.queued)) continue;
      entry.board = board;
      if (!board) {
        this.drop(key, entry);
        this.missing.set(key, true);
      }
      return board;
    }
  }

  private async read(key: string): Promise<CachedBoard | null> {
    const { items } = await this.readModel.list<object>(standingsProjection.name, { prefix: key });
    // Standings without a divisor are of another version, which is being rebuilt.
    if (items.some((one) => one.key !== key && !('divisor' in one.body)))
      throw new Problem(503, 'NOT_CAUGHT_UP', { retryAfterSeconds: 1 });
    return CachedBoard.of(key, items);
  }

  private drop(key: string, entry: Entry): void {
    if (this.entries.get(key) === entry) this.entries.delete(key);
  }

  private onCommitted(projected: ProjectionNotice): void {
    const events = projected.events ?? [];
    if (projected.changes.some(({ projection, all }) => all && projection === standingsProjection.name)) {
      this.entries.clear();
      this.missing.clear();
      for (const listener of this.listeners) listener(undefined, events);
    }
    for (const [key, change] of boardChanges(projected)) {
      this.missing.delete(key);
      this.apply(key, change);
      for (const listener of this.listeners) listener(key, events);
    }
  }

  private apply(key: string, change: BoardChange): void {
    const entry = this.entries.get(key);
    if (entry && !entry.board) entry.queued.push(change);
    else if (entry?.board && !appliesAll(entry.board, [change])) this.drop(key, entry);
  }
}

/** Called when a board has changed; without a key, any board may have. */
export type BoardListener = (key: string | undefined, events: readonly StoredEvent[]) => void;

interface Entry {
  loading: Promise<CachedBoard | null>;
  /** Null while the board is being loaded. */
  board: CachedBoard | null;
  /** Commits during the load, which the load may or may not have seen. */
  queued: BoardChange[];
}

/** Applies the commits that the board has not seen. False = a commit in between is missing. */
function appliesAll(board: CachedBoard | null, changes: readonly BoardChange[]): boolean {
  for (const change of changes) {
    if (!board || board.head.seq < change.head.seq - 1) return false;
    if (board.head.seq === change.head.seq - 1) board.apply(change);
  }
  return true;
}

/** One board as the read model stores it. Rows and bytes are made on demand, once per state. */
export class CachedBoard {
  private cachedRows: StandingsRow[] | null = null;
  private cachedEncoding: EncodedBoard | null = null;

  private constructor(
    private readonly key: string,
    private current: StandingsHead,
    private entries: Ranked[],
  ) {}

  /** Null = no such board. */
  static of(key: string, documents: readonly Document[]): CachedBoard | null {
    const head = documents.find((document) => document.key === key)?.body as StandingsHead | undefined;
    const standings = documents.filter((document) => document.key !== key).map(({ body }) => body as Standing);
    return head ? new CachedBoard(key, head, standings.map(ranked)) : null;
  }

  get head(): StandingsHead {
    return this.current;
  }

  get rows(): readonly StandingsRow[] {
    const { board } = this.current;
    this.cachedRows ??= rowsOf(
      board,
      this.entries.sort((a, b) => compareOrder(board, a, b)),
    );
    return this.cachedRows;
  }

  get encoded(): EncodedBoard {
    if (this.cachedEncoding) return this.cachedEncoding;
    const { audience } = parseKey(this.key);
    // The key order is fixed: equal tags must stand for equal bytes.
    const { challengeId, board, seq, position, asOf, frozen, rulebookVersion } = this.current;
    const head = { challengeId, board, seq, position, asOf, frozen, rulebookVersion };
    const standings = { ...head, rows: [...this.rows] };
    this.cachedEncoding = { standings, ...encode(standings, `${audience[0]}${seq}.${position}`) };
    return this.cachedEncoding;
  }

  /** Applies the commit that follows the present state. */
  apply({ head, standings, removed }: BoardChange): void {
    const replaced = new Set([...removed, ...standings.map(({ collegeId }) => collegeId)]);
    this.current = head;
    this.entries = this.entries.filter(({ standing }) => !replaced.has(standing.collegeId));
    this.entries.push(...standings.map(ranked));
    this.cachedRows = null;
    this.cachedEncoding = null;
  }
}

export interface EncodedBoard extends EncodedResponse {
  standings: Standings;
}
