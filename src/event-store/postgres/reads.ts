import { addAbortListener } from 'node:events';
import { Pool, type QueryResultRow } from 'pg';
import { listen } from '../../postgres/listen.js';
import { type Direction, type EventFilter, type StoredEvent, StoreUnavailable } from '../event-store.js';
import { HISTORY_CHANNEL } from './history.sql.js';

const PAGE_EVENTS = 2_000;
const PAGE_BYTES = 4_194_304;
/** Positions that one query may scan when a filter rejects most of them. */
const PAGE_POSITIONS = 20_000;
const ATTEMPTS = 3;

/** Reports appends of this process and, by LISTEN, of others. A notification may be lost, so subscriptions poll as well. */
export class AppendListener {
  /** The highest position reported so far. */
  latest = 0;
  private readonly waiting = new Set<() => void>();
  private readonly closed = new AbortController();
  private listening: Promise<void> | null = null;

  constructor(private readonly url: string) {}

  report(position: number): void {
    if (position <= this.latest) return;
    this.latest = position;
    for (const wake of this.waiting) wake();
  }

  /** Ends when a position beyond `position` is reported, after `ms`, or at the signal. */
  async wait(position: number, ms: number, signal: AbortSignal): Promise<void> {
    this.listening ??= listen({
      url: this.url,
      channel: HISTORY_CHANNEL,
      applicationName: 'qorzhyn listener',
      onNotice: (payload) => this.report(Number(payload)),
      onFault: () => undefined,
      signal: this.closed.signal,
    });
    if (this.latest > position) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    const timer = setTimeout(wake, ms);
    const aborted = addAbortListener(signal, wake);
    this.waiting.add(wake);
    await promise;
    clearTimeout(timer);
    aborted[Symbol.dispose]();
    this.waiting.delete(wake);
  }

  async close(): Promise<void> {
    this.closed.abort();
    await this.listening;
  }
}

/** At least one event, then as many as fit into the limits of a page. */
const page = (select: string, order: 'ASC' | 'DESC', key: string) => `
SELECT position, id, stream, revision, type, data, metadata
FROM (SELECT e.*,
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
/** Uses the index of streams. DISTINCT, because one prefix may begin another; U+10FFFF sorts after every character. */
const PREFIX_PAGE = page(
  `SELECT DISTINCT e.* FROM unnest($2::text[]) p(prefix) CROSS JOIN LATERAL
     (SELECT * FROM history.events WHERE stream COLLATE "C" >= p.prefix AND stream < p.prefix || chr(1114111)
        ORDER BY stream, revision LIMIT $1) e`,
  'ASC',
  'position',
);

/** Reads the history in pages bounded in events, bytes and scanned rows. Errors: StoreUnavailable. */
export class PageReader {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool({
      connectionString: url,
      max: 6,
      connectionTimeoutMillis: 1_500,
      statement_timeout: 2_400,
      query_timeout: 2_500,
      allowExitOnIdle: true,
      application_name: 'qorzhyn reader',
    });
    this.pool.on('error', () => undefined);
  }

  async head(signal?: AbortSignal): Promise<number> {
    const sql = 'SELECT coalesce(max(position), 0) AS head FROM history.events';
    const [row] = await this.query<{ head: string }>('head', sql, [], signal);
    return Number(row?.head ?? 0);
  }

  async *stream(stream: string, from: number, direction: Direction, max: number): AsyncGenerator<StoredEvent> {
    for (let left = max; left > 0;) {
      const limit = Math.min(left, PAGE_EVENTS);
      const rows = await this.query(`stream ${direction}`, STREAM_PAGE[direction], [limit, stream, from]);
      yield* rows;
      const last = rows.at(-1);
      if (!last || isLastPage(rows, limit)) return;
      left -= rows.length;
      from = direction === 'forwards' ? last.revision + 1 : last.revision - 1;
    }
  }

  /** The events from position `low` to `high`, both inclusive, page by page; a page may be empty. */
  async *span(
    low: number,
    high: number,
    direction: Direction,
    max: number,
    { streamPrefixes, types }: EventFilter = {},
    signal?: AbortSignal,
  ): AsyncGenerator<StoredEvent[]> {
    const forwards = direction === 'forwards';
    const small =
      forwards && streamPrefixes && high - low > PAGE_POSITIONS ? await this.smallPrefix(streamPrefixes, signal) : null;
    if (small) return yield small.filter(isWithin(low, high, types)).slice(0, max);
    for (let left = max; left > 0 && low <= high;) {
      const [start, end] = forwards
        ? [low, Math.min(high, low + PAGE_POSITIONS)]
        : [Math.max(low, high - PAGE_POSITIONS), high];
      const values = [Math.min(left, PAGE_EVENTS), start, end, streamPrefixes ?? null, types ?? null];
      const rows = await this.query(`span ${direction}`, SPAN_PAGE[direction], values, signal);
      yield rows;
      left -= rows.length;
      const last = rows.at(-1);
      if (forwards) low = Number(last?.position ?? end) + 1;
      else high = Number(last?.position ?? start) - 1;
    }
  }

  /** All events of these streams in order; null when they exceed a page. Spares a scan of the history for a few events. */
  private async smallPrefix(prefixes: readonly string[], signal?: AbortSignal): Promise<StoredEvent[] | null> {
    const events = await this.query('prefix', PREFIX_PAGE, [PAGE_EVENTS, prefixes], signal);
    return isLastPage(events, PAGE_EVENTS) ? events : null;
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  /** Retries when the connection is cut; a timeout or the signal is final. */
  private async query<Found extends QueryResultRow = StoredEvent>(
    name: string,
    text: string,
    values: unknown[],
    signal?: AbortSignal,
  ): Promise<Found[]> {
    for (let attempt = 1; ; attempt++) {
      try {
        return (await rejectOnAbort(this.pool.query<Found>({ name, text, values }), signal)).rows;
      } catch (error) {
        const { message } = error as Error;
        if (attempt === ATTEMPTS || signal?.aborted || /time/.test(message))
          throw new StoreUnavailable(`PostgreSQL cannot be read: ${message}`, { cause: error });
      }
    }
  }
}

/** True when neither limit of a page cut these events off. */
function isLastPage(events: readonly StoredEvent[], limit: number): boolean {
  const bytes = events.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );
  return events.length < limit && bytes < PAGE_BYTES;
}

/** Rejects as soon as the signal aborts. */
async function rejectOnAbort<Result>(promise: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (!signal) return promise;
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const listener = addAbortListener(signal, () => reject(signal.reason as Error));
  return Promise.race([promise, aborted]).finally(() => listener[Symbol.dispose]());
}

const isWithin = (low: number, high: number, types: EventFilter['types']) => (event: StoredEvent) => {
  const position = Number(event.position);
  return position >= low && position <= high && (types?.includes(event.type) ?? true);
};
