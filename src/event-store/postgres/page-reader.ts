import { Pool, type QueryResultRow } from 'pg';
import { StoreUnavailable, type Direction, type EventFilter, type StoredEvent } from '../event-store.js';

const PAGE_EVENTS = 2_000;
const PAGE_BYTES = 4_194_304;
/** Positions that one query may scan when a filter rejects most of them. */
const PAGE_POSITIONS = 20_000n;
const ATTEMPTS = 3;

/** At least one event, then as many as fit; `found` counts the events before the limit of bytes. */
const page = (select: string, order: 'ASC' | 'DESC', key: string) => `
SELECT position, id, stream, revision, type, data, metadata, found
FROM (SELECT e.*, count(*) OVER () AS found,
        sum(octet_length(data) + octet_length(metadata)) OVER (ORDER BY ${key} ${order} ROWS UNBOUNDED PRECEDING) AS bytes
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
/** By the index of streams. DISTINCT, because one prefix may begin another; U+10FFFF sorts after every character. */
const PREFIX_PAGE = page(
  `SELECT DISTINCT e.* FROM unnest($2::text[]) p(prefix) CROSS JOIN LATERAL
     (SELECT * FROM history.events WHERE stream COLLATE "C" >= p.prefix AND stream < p.prefix || chr(1114111)
        ORDER BY stream, revision LIMIT $1) e`,
  'ASC',
  'position',
);

type Row = StoredEvent & { found: string };

/** Reads the history in pages bounded in events, bytes and scanned rows. Errors: StoreUnavailable. */
export class PageReader {
  private readonly pool: Pool;

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
  }

  async head(): Promise<bigint> {
    const sql = 'SELECT coalesce(max(position), 0) AS head FROM history.events';
    const [row] = await this.query<{ head: string }>('head', sql, []);
    return BigInt(row?.head ?? 0);
  }

  async *stream(stream: string, from: number, direction: Direction, max: number): AsyncGenerator<StoredEvent> {
    for (let left = max; left > 0;) {
      const values = [Math.min(left, PAGE_EVENTS), stream, from];
      const rows = await this.query<Row>(`stream ${direction}`, STREAM_PAGE[direction], values);
      yield* rows.map(toEvent);
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
    { streamPrefixes, types }: EventFilter = {},
  ): AsyncGenerator<StoredEvent[]> {
    const forwards = direction === 'forwards';
    const small =
      forwards && streamPrefixes && high - low > PAGE_POSITIONS ? await this.smallPrefix(streamPrefixes) : null;
    if (small) return yield small.filter(isWithin(low, high, types)).slice(0, max);
    for (let left = max; left > 0 && low <= high;) {
      const [start, end] = forwards
        ? [low, least(high, low + PAGE_POSITIONS)]
        : [greatest(low, high - PAGE_POSITIONS), high];
      const values = [Math.min(left, PAGE_EVENTS), start, end, streamPrefixes ?? null, types ?? null];
      const rows = await this.query<Row>(`span ${direction}`, SPAN_PAGE[direction], values);
      yield rows.map(toEvent);
      left -= rows.length;
      const last = rows.at(-1);
      if (forwards) low = (last ? BigInt(last.position) : end) + 1n;
      else high = (last ? BigInt(last.position) : start) - 1n;
    }
  }

  /** All events of these streams in order; null when they exceed a page. Spares the accounts, say, a scan of the whole history. */
  private async smallPrefix(prefixes: readonly string[]): Promise<StoredEvent[] | null> {
    const rows = await this.query<Row>('prefix', PREFIX_PAGE, [PAGE_EVENTS, prefixes]);
    const found = Number(rows[0]?.found ?? 0);
    return found < PAGE_EVENTS && found === rows.length ? rows.map(toEvent) : null;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Retries when the connection is cut; a timeout is final. */
  private async query<Found extends QueryResultRow>(name: string, text: string, values: unknown[]): Promise<Found[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await this.pool.query<Found>({ name, text, values })).rows;
      } catch (error) {
        const { message } = error as Error;
        if (attempt === ATTEMPTS || /time/.test(message))
          throw new StoreUnavailable(`PostgreSQL cannot be read: ${message}`, { cause: error });
      }
    }
  }
}

function toEvent({ id, type, stream, revision, position, data, metadata }: Row): StoredEvent {
  return { id, type, stream, revision, position, data, metadata };
}

const isWithin = (low: bigint, high: bigint, types: EventFilter['types']) => (event: StoredEvent) => {
  const position = BigInt(event.position);
  return position >= low && position <= high && (types?.includes(event.type) ?? true);
};
const least = (a: bigint, b: bigint) => (a < b ? a : b);
const greatest = (a: bigint, b: bigint) => (a > b ? a : b);
