import { createHash, type Hash } from 'node:crypto';
import { type EventStore, StoreUnavailable, type StoredEvent } from '../../event-store/event-store.js';
import { ALLOW_MOVE, APPEND_LOCK } from '../../event-store/postgres/history.sql.js';
import { readInChunks } from '../../projector/rebuild.js';
import { appendEvents, identityLine } from '../backup/history-file.js';
import { insertEvents, inTransaction } from '../backup/tables.js';
import { ExportedStandings } from '../export/exported-standings.js';
import type { StoreLocation } from './store-location.js';

/** Count and hashes of the events read so far, without positions, which differ in each store. */
export class HistoryDigest {
  count = 0;
  /** Position of the last event; null = none yet. */
  last: string | null = null;
  private readonly identity: Hash = createHash('sha256');
  private readonly challenges = new ExportedStandings();

  add(event: StoredEvent): void {
    this.identity.update(`${identityLine(event)}\n`);
    this.challenges.fold(event);
    this.count += 1;
    this.last = event.position;
  }

  /** The hash in the manifests of exports and backups. */
  historySha256(): string {
    return this.identity.copy().digest('hex');
  }

  /** The hash of every board of every challenge, public and staff view. */
  standingsSha256(): string {
    const hash = createHash('sha256');
    for (const board of this.challenges.boards())
      hash.update(`${JSON.stringify(board, (key, value: unknown) => (key === 'position' ? undefined : value))}\n`);
    return hash.digest('hex');
  }
}

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
      await this.writer(next, this.to.count);
      moved += await this.compare();
    }
  }

  /** True when neither store has an event more. */
  async isEqual(): Promise<boolean> {
    const heads = [await this.source.head(), await this.target.head()];
    const isRead = heads[0] === this.from.last && heads[1] === this.to.last && this.from.count === this.to.count;
    return isRead && this.from.historySha256() === this.to.historySha256();
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

/**
 * Appends events to a history in their order. After an error a prefix of them may be written. `count` = number of events in the
 * history, to which nobody else may append.
 */
export type HistoryWriter = (events: readonly StoredEvent[], count: number) => Promise<void>;

export const writerTo = ({ postgres, store }: StoreLocation): HistoryWriter =>
  postgres === null ? (events) => appendEvents(store, events) : (events, count) => addRows(postgres, events, count);

/** Inserts a batch of rows in one transaction, with positions that continue the last one. */
async function addRows(url: string, events: readonly StoredEvent[], count: number): Promise<void> {
  try {
    await inTransaction(url, async (client) => {
      await client.query(ALLOW_MOVE);
      await client.query('SELECT pg_advisory_xact_lock($1)', [APPEND_LOCK]);
      const { rows } = await client.query<{ head: string }>(
        'SELECT coalesce(max(position), 0) AS head FROM history.events',
      );
      const head = Number(rows[0]?.head);
      if (head !== count) throw new ForeignEvents(head, count);
      const positions = events.map((_, index) => count + index + 1);
      await insertEvents(client, events, positions);
    });
  } catch (error) {
    // Classes 22, 23 and 42: PostgreSQL will refuse these rows again.
    if (error instanceof ForeignEvents || /^(22|23|42)/.test(String((error as { code?: unknown }).code))) throw error;
    throw new StoreUnavailable((error as Error).message, { cause: error });
  }
}

class ForeignEvents extends Error {
  constructor(head: number, count: number) {
    super(`another program appends to the target: it has ${head} events where ${count} were expected; stop its server`);
  }
}
