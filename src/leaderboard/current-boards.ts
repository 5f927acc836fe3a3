import { Injectable } from '@nestjs/common';
import type { Span } from '../../projections/standings/ranking.js';
import { standingsProjection } from '../../projections/standings/standings.projection.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { Problem } from '../http/problem.js';
import { ProjectionBus, type ProjectionNotice } from '../projector/projection-bus.js';
import { ReadModel } from '../projector/read-model.js';
import { boardKey } from './board-documents.js';
import { boardWrites } from './board-writes.js';
import { type BoardWrites, CurrentBoard, type ReadyBoard } from './current-board.js';
import type { Audience, Board } from '../../projections/standings/standings.contract.js';

export type { ReadyBoard };

export interface BoardListener {
  /** A board was carried on; `moved` are the places where a row may say something else. */
  changed(key: string, writes: BoardWrites, moved: readonly Span[], events?: readonly StoredEvent[]): void;
  /** A board changed and is not at hand: it cannot be said how. Without a key any board may have changed. */
  lost(key?: string): void;
}

interface Kept {
  reading: Promise<CurrentBoard | null>;
  /** Null while it is being read. */
  board: CurrentBoard | null;
  /** What was committed while it is being read; the reading may or may not have seen it. */
  heard: BoardWrites[];
}

/** The boards as they are now, each read once and carried on by what the doorbell tells of it. */
@Injectable()
export class CurrentBoards {
  private readonly kept = new Map<string, Kept>();
  private readonly listeners = new Set<BoardListener>();

  constructor(
    private readonly readModel: ReadModel,
    doorbell: ProjectionBus,
  ) {
    doorbell.subscribe((projected) => this.hear(projected));
  }

  /** Null = no such challenge. Throws Problem 503 while the boards of another version are being built anew. */
  async get(challengeId: string, board: Board, audience: Audience): Promise<ReadyBoard | null> {
    return (await this.open(boardKey(challengeId, board, audience)))?.ready ?? null;
  }

  /** The board of a key, which is carried on as long as it is {@link peek}ed; null = no such challenge. */
  open(key: string): Promise<CurrentBoard | null> {
    const kept = this.kept.get(key);
    if (kept) return kept.reading;
    const opened: Kept = { reading: Promise.resolve(null), board: null, heard: [] };
    this.kept.set(key, opened);
    opened.reading = this.bring(key, opened);
    opened.reading.catch(() => this.drop(key, opened));
    return opened.reading;
  }

  /** The board that is carried on under a key right now; undefined = none is. */
  peek(key: string): CurrentBoard | undefined {
    return this.kept.get(key)?.board ?? undefined;
  }

  /** Answers the function that ends it. The boards themselves are already carried on when a listener hears of it. */
  listen(listener: BoardListener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Reads a board and carries it on by what was committed meanwhile, however fast that comes. Where the two do not meet it is read again:
   * all that was heard of is in what is read from now on.
   */
  private async bring(key: string, opened: Kept): Promise<CurrentBoard | null> {
    for (;;) {
      opened.heard = [];
      const board = await this.read(key);
      if (!caughtUp(board, opened.heard)) continue;
      opened.board = board;
      if (!board) this.drop(key, opened);
      return board;
    }
  }

  private async read(key: string): Promise<CurrentBoard | null> {
    const { items } = await this.readModel.list<object>(standingsProjection.name, { prefix: key });
    // Another version of this program wrote these, and its places are not ours to reckon: they are being built anew.
    if (items.some((one) => one.key !== key && !('divisor' in one.body)))
      throw new Problem(503, 'NOT_CAUGHT_UP', { retryAfterSeconds: 1 });
    return CurrentBoard.of(key, items);
  }

  private drop(key: string, kept: Kept): void {
    if (this.kept.get(key) === kept) this.kept.delete(key);
  }

  private hear(projected: ProjectionNotice): void {
    if (projected.changes.some(({ projection, all }) => all && projection === standingsProjection.name)) {
      this.kept.clear();
      for (const listener of this.listeners) listener.lost();
    }
    for (const [key, writes] of boardWrites(projected)) {
      const kept = this.kept.get(key);
      if (kept?.board?.head.seq === writes.head.seq - 1) {
        const moved = kept.board.carryOn(writes);
        for (const listener of this.listeners) listener.changed(key, writes, moved, projected.events);
      } else if (this.isNews(key, kept, writes)) for (const listener of this.listeners) listener.lost(key);
    }
  }

  /** Takes note of what cannot be told as a change. False = who waits for the reading hears of it with what came before it. */
  private isNews(key: string, kept: Kept | undefined, writes: BoardWrites): boolean {
    if (kept && !kept.board) return kept.heard.push(writes) === 1;
    // Something in between was not heard of.
    if (kept?.board && kept.board.head.seq < writes.head.seq) this.drop(key, kept);
    return true;
  }
}

/** Carries a board on by what was committed while it was read, as far as it was not read with it. False = something in between is missing. */
function caughtUp(board: CurrentBoard | null, heard: readonly BoardWrites[]): boolean {
  for (const writes of heard) {
    if (!board || board.head.seq < writes.head.seq - 1) return false;
    if (board.head.seq === writes.head.seq - 1) board.carryOn(writes);
  }
  return true;
}
