import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { readInChunks } from '../../projector/read-in-chunks.js';
import { identityLine } from '../backup/history-file.js';
import { HistoryDigest } from './history-digest.js';
import type { HistoryWriter } from './history-writer.js';

/** Source and target are different histories; the message names the first event that differs. */
export class HistoriesDiffer extends Error {
  readonly exitCode = 1;
}

/** Copies a history into another store. All events of the target, older ones too, are read back and compared. */
export class MovingHistory {
  readonly from = new HistoryDigest();
  readonly to = new HistoryDigest();

  constructor(
    private readonly source: EventStore,
    private readonly target: EventStore,
    private readonly writer: HistoryWriter,
    private readonly moved: (count: number) => void,
  ) {}

  /**
   * Copies up to the present end of the source and gives the number of copied events. After an error it can be called again.
   * Throws HistoriesDiffer.
   */
  async catchUp(signal?: AbortSignal): Promise<number> {
    let moved = await this.compare();
    for (;;) {
      signal?.throwIfAborted();
      const next = await first(readInChunks(this.source, this.from.last));
      if (next === null) return moved;
      await this.writer.add(next, this.to.count);
      moved += await this.compare();
    }
  }

  /** True when neither store has an event more. */
  async isEqual(): Promise<boolean> {
    const heads = [await this.source.head(), await this.target.head()];
    return heads[0] === this.from.last && heads[1] === this.to.last && this.hasSameHash();
  }

  private hasSameHash(): boolean {
    return this.from.count === this.to.count && this.from.historySha256() === this.to.historySha256();
  }

  /** Reads the events of the target that are not compared yet, and as many of the source. Throws HistoriesDiffer. */
  async compare(): Promise<number> {
    const expected = flatten(readInChunks(this.source, this.from.last));
    let compared = 0;
    try {
      for await (const event of flatten(readInChunks(this.target, this.to.last))) {
        const { value: wanted } = await expected.next();
        check(wanted ?? null, event, this.to.count + 1);
        this.from.add(wanted!);
        this.to.add(event);
        compared += 1;
        this.moved(1);
      }
    } finally {
      await expected.return(undefined);
    }
    return compared;
  }
}

function check(wanted: StoredEvent | null, found: StoredEvent, place: number): void {
  if (wanted === null)
    throw new HistoriesDiffer(`event ${place} of the target, ${found.id}, is not in the source: it is another history`);
  if (identityLine(wanted) === identityLine(found)) return;
  const fields = (['id', 'stream', 'revision', 'type', 'data', 'metadata'] as const).filter(
    (field) => wanted[field] !== found[field],
  );
  throw new HistoriesDiffer(
    `event ${place} differs in ${fields.join(', ')}: the source has ${wanted.id}, the target ${found.id}`,
  );
}

async function* flatten(pages: AsyncIterable<StoredEvent[]>): AsyncGenerator<StoredEvent, undefined> {
  for await (const page of pages) yield* page;
}

async function first<T>(items: AsyncIterable<T>): Promise<T | null> {
  for await (const item of items) return item;
  return null;
}
