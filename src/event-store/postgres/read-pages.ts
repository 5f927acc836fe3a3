import { Pool, type QueryResultRow } from 'pg';
import { StoreUnavailable, type Direction, type EventFilter, type StoredEvent } from '../event-store.js';
import { CopyPages } from './copy-pages.js';

const PAGE_EVENTS = 1_000;
const PAGE_BYTES = 4_194_304;
/** How many positions one query may look through when a filter leaves little of them. */
const PAGE_POSITIONS = 20_000n;

/** From so many positions on a stretch is copied; a shorter one is asked for by a prepared statement, which begins sooner. */
const LONG = 500n;

const page = (select: string, order: 'ASC' | 'DESC', key: string) => `
SELECT position, id, stream, revision, type, data, metadata
FROM (SELECT e.*, sum(octet_length(data) + octet_length(metadata)) OVER (ORDER BY ${key} ${order} ROWS UNBOUNDED PRECEDING) AS bytes
      FROM (${select} ORDER BY ${key} ${order} LIMIT $1) e) p
WHERE bytes - octet_length(data) - octet_length(metadata) < ${PAGE_BYTES}
ORDER BY ${key} ${order}`;

const STREAM_PAGE: Record<Direction, string> = {
  forwards: page('SELECT * FROM history.events WHERE stream = $2 AND revision >= $3', 'ASC', 'revision'),
  backwards: page('SELECT * FROM history.events WHERE stream = $2 AND revision <= $3', 'DESC', 'revision'),
};
const SPAN = `SELECT * FROM history.events WHERE position BETWEEN $2 AND $3
  AND ($4::text[] IS NULL OR stream ^@ ANY ($4)) AND ($5::text[] IS NULL OR type = ANY ($5))`;
const SPAN_PAGE: Record<Direction, string> = {
  forwards: page(SPAN, 'ASC', 'position'),
  backwards: page(SPAN, 'DESC', 'position'),
};

/** Reads the history in pages bounded in events, bytes and rows looked at. Errors: StoreUnavailable. */
export class PageReader {
  private readonly pool: Pool;
  private readonly copies: CopyPages;

  constructor(url: string) {
    this.pool = new Pool({
      connectionString: url,
      max: 6,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 2_400,
      query_timeout: 2_500,
      allowExitOnIdle: true,
      application_name: 'qorzhyn reader',
    });
    this.pool.on('error', () => undefined);
    this.copies = new CopyPages(this.pool);
  }

  async head(): Promise<bigint> {
    const rows = await this.query<{ head: string }>(
      'head',
      'SELECT coalesce(max(position), 0) AS head FROM history.events',
      [],
    );
    return BigInt(rows[0]?.head ?? 0);
  }

  async *stream(stream: string, from: number, direction: Direction, max: number): AsyncGenerator<StoredEvent> {
    for (let left = max; left > 0;) {
      const rows = await this.query<StoredEvent>(`stream ${direction}`, STREAM_PAGE[direction], [
        Math.min(left, PAGE_EVENTS),
        stream,
        from,
      ]);
      yield* rows;
      const last = rows.at(-1);
      if (!last) return;
      left -= rows.length;
      from = direction === 'forwards' ? last.revision + 1 : last.revision - 1;
    }
  }

  /** The pages of `low` to `high`, both inclusive; a page may be empty. */
  async *span(
    low: bigint,
    high: bigint,
    direction: Direction,
    max: number,
    filter: EventFilter = {},
  ): AsyncGenerator<StoredEvent[]> {
    const { streamPrefixes = null, types = null } = filter;
    const forwards = direction === 'forwards';
    if (forwards && high - low >= LONG && max >= LONG) {
      for await (const events of this.copied(low, high, max, filter)) yield events;
      return;
    }
    for (let left = max; left > 0 && low <= high;) {
      const [start, end] = forwards
        ? [low, least(high, low + PAGE_POSITIONS)]
        : [greatest(low, high - PAGE_POSITIONS), high];
      const values = [Math.min(left, PAGE_EVENTS), start, end, streamPrefixes, types];
      const rows = await this.query<StoredEvent>(`span ${direction}`, SPAN_PAGE[direction], values);
      yield rows;
      left -= rows.length;
      const last = rows.at(-1);
      if (forwards) low = (last ? BigInt(last.position) : end) + 1n;
      else high = (last ? BigInt(last.position) : start) - 1n;
    }
  }

  /** Goes on where it was when the connection turns out to be cut. */
  private async *copied(low: bigint, high: bigint, max: number, filter: EventFilter): AsyncGenerator<StoredEvent[]> {
    let [from, left] = [low, max];
    for (let attempt = 1; ; attempt++) {
      try {
        for await (const events of this.copies.span(from, high, left, filter)) {
          yield events;
          attempt = 1;
          left -= events.length;
          from = BigInt(events.at(-1)?.position ?? from - 1n) + 1n;
        }
        return;
      } catch (error) {
        this.giveUp(attempt, error as Error);
      }
    }
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Once more when the connection turns out to be cut: a read does no harm twice. */
  private async query<Row extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.pool.query<Row>({ name, text, values })).rows;
      } catch (error) {
        this.giveUp(attempt, error as Error);
      }
    }
  }

  private giveUp(attempt: number, error: Error): void {
    if (attempt === 3 || /time/.test(error.message))
      throw new StoreUnavailable(`PostgreSQL cannot be read: ${error.message}`, { cause: error });
  }
}

const least = (a: bigint, b: bigint) => (a < b ? a : b);
const greatest = (a: bigint, b: bigint) => (a > b ? a : b);
