import { Client } from 'pg';
import { type EventStore, StoreUnavailable, type StoredEvent } from '../../event-store/event-store.js';
import { ALLOW_MOVE, APPEND_LOCK } from '../../event-store/postgres/history.sql.js';
import type { StoreLocation } from './store-location.js';

/** Appends events to a history in their order. After an error a prefix of them may be written. */
export interface HistoryWriter {
  /** `count` = number of events in the history, to which nobody else may append. */
  add(events: readonly StoredEvent[], count: number): Promise<void>;
}

export const writerTo = ({ postgres, store }: StoreLocation): HistoryWriter =>
  postgres === null ? new AppendingWriter(store) : new RowWriter(postgres);

/** Inserts a batch of rows in one transaction, with positions that continue the last one. */
class RowWriter implements HistoryWriter {
  constructor(private readonly url: string) {}

  async add(events: readonly StoredEvent[], count: number): Promise<void> {
    const client = new Client({ connectionString: this.url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.query('BEGIN');
      await client.query(ALLOW_MOVE);
      await client.query('SELECT pg_advisory_xact_lock($1)', [APPEND_LOCK]);
      const { rows } = await client.query<{ head: string }>(
        'SELECT coalesce(max(position), 0) AS head FROM history.events',
      );
      if (Number(rows[0]?.head) !== count) throw new ForeignEvents(Number(rows[0]?.head), count);
      const of = (field: keyof StoredEvent) => events.map((event) => event[field]);
      await client.query(
        `INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
         SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
        [
          events.map((_, index) => count + index + 1),
          of('id'),
          of('revision'),
          of('stream'),
          of('type'),
          of('data'),
          of('metadata'),
        ],
      );
      await client.query('COMMIT');
    } catch (error) {
      // Classes 22, 23 and 42: PostgreSQL will refuse these rows again.
      if (error instanceof ForeignEvents || /^(22|23|42)/.test(String((error as { code?: unknown }).code))) throw error;
      throw new StoreUnavailable((error as Error).message, { cause: error });
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}

class ForeignEvents extends Error {
  constructor(head: number, count: number) {
    super(`another program appends to the target: it has ${head} events where ${count} were expected; stop its server`);
  }
}

/** Limits of one append, which holds consecutive events of one stream; appends are sequential to keep the order. */
const MAX_EVENTS = 200;
const MAX_CHARACTERS = 200_000;

class AppendingWriter implements HistoryWriter {
  constructor(private readonly store: EventStore) {}

  async add(events: readonly StoredEvent[]): Promise<void> {
    for (const run of runs(events)) {
      const { stream, revision } = run[0]!;
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      const parsed = run.map(({ id, type, data, metadata }) => ({
        id,
        type,
        data: JSON.parse(data) as object,
        metadata: JSON.parse(metadata) as object,
      }));
      await this.store.append(stream, expected, parsed);
    }
  }
}

function* runs(events: readonly StoredEvent[]): Generator<StoredEvent[]> {
  let run: StoredEvent[] = [];
  let length = 0;
  for (const event of events) {
    const size = event.data.length + event.metadata.length;
    const fits = run.length < MAX_EVENTS && length + size <= MAX_CHARACTERS;
    if (run.length > 0 && (run[0]!.stream !== event.stream || !fits)) {
      yield run;
      run = [];
      length = 0;
    }
    run.push(event);
    length += size;
  }
  if (run.length > 0) yield run;
}
