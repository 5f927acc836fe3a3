import { escapeLiteral, type Pool } from 'pg';
import type { EventFilter, StoredEvent } from '../event-store.js';
import { CopyOut } from './copy-out.js';

const FIRST_EVENTS = 1_000;
const MOST_EVENTS = 4_000;
const PAGE_CHARACTERS = 4_194_304;
/** How many positions one page may look through when a filter leaves little of them. */
const PAGE_POSITIONS = 40_000n;
const COLUMNS = 'position, id, revision, stream, type, data, metadata';

interface Page {
  events: StoredEvent[];
  /** Where the next page begins. */
  next: bigint;
}

/** Long stretches of the history, forwards. While a page is at work the next one is fetched; more than two are never held. */
export class CopyPages {
  constructor(private readonly pool: Pool) {}

  /** The pages of `low` to `high`, both inclusive; a page may be empty. Errors: those of PostgreSQL. */
  async *span(low: bigint, high: bigint, max: number, filter: EventFilter): AsyncGenerator<StoredEvent[]> {
    const few = filter.streamPrefixes && high - low > PAGE_POSITIONS ? await this.few(filter.streamPrefixes) : null;
    if (few) return yield few.filter(isWithin(low, high, filter.types)).slice(0, max);
    const chosen = condition(filter);
    let limit = FIRST_EVENTS;
    let left = max;
    const fetch = (from: bigint, most: number) => {
      const page = this.page(from, least(high, from + PAGE_POSITIONS), most, chosen);
      // Who stops reading does not ask how the page that was fetched ahead went.
      page.catch(() => undefined);
      return page;
    };
    let ahead: Promise<Page> | null = fetch(low, Math.min(left, limit));
    while (ahead) {
      const { events, next }: Page = await ahead;
      left -= events.length;
      limit = Math.min(limit * 2, MOST_EVENTS);
      ahead = left > 0 && next <= high ? fetch(next, Math.min(left, limit)) : null;
      yield events;
    }
  }

  private async page(low: bigint, high: bigint, limit: number, chosen: string): Promise<Page> {
    const { events, rows } = await this.events(
      `SELECT ${COLUMNS} FROM history.events WHERE position BETWEEN ${low} AND ${high}${chosen} ORDER BY position LIMIT ${limit}`,
    );
    const isAll = rows < limit && events.length === rows;
    return { events, next: isAll ? high + 1n : BigInt(events.at(-1)!.position) + 1n };
  }

  /**
   * All events of these streams, in order; null when they are more than one page. Found by the index of streams, so that the accounts, say,
   * cost no look at the whole history.
   */
  private async few(prefixes: readonly string[]): Promise<StoredEvent[] | null> {
    const most = MOST_EVENTS + 1;
    const ofEach = prefixes.map(
      (prefix) =>
        `(SELECT ${COLUMNS} FROM history.events WHERE stream ^@ ${escapeLiteral(prefix)} ORDER BY stream, revision LIMIT ${most})`,
    );
    if (ofEach.length === 0) return [];
    // UNION, for one prefix may be the beginning of another.
    const { events, rows } = await this.events(
      `SELECT * FROM (${ofEach.join(' UNION ')}) few ORDER BY position LIMIT ${most}`,
    );
    return rows < most && events.length === rows ? events : null;
  }

  /** The rows of a select, of which there may be more than a page has room for. */
  private async events(select: string): Promise<{ events: StoredEvent[]; rows: number }> {
    const events: StoredEvent[] = [];
    let characters = 0;
    let rows = 0;
    await this.copy(select, ([position, id, revision, stream, type, data, metadata]) => {
      rows += 1;
      // What is too much for one page is left to the next one.
      if (characters > PAGE_CHARACTERS) return;
      characters += data!.length + metadata!.length;
      events.push({
        position: position!,
        id: onItsOwn(id!),
        revision: Number(revision),
        stream: stream!,
        type: type!,
        data: data!,
        metadata: metadata!,
      });
    });
    return { events, rows };
  }

  private async copy(select: string, row: (values: string[]) => void): Promise<void> {
    const client = await this.pool.connect();
    let failure: Error | undefined;
    let cut: (error: Error) => void = () => undefined;
    // A connection that is cut says so beside the query, and nobody else listens while it is lent.
    const onError = (error: Error) => cut(error);
    client.on('error', onError);
    try {
      await new Promise<void>((resolve, reject) => {
        cut = reject;
        client.query(new CopyOut(select, row, (error) => (error ? reject(error) : resolve())));
      });
    } catch (error) {
      failure = error as Error;
      throw error;
    } finally {
      client.release(failure);
      client.off('error', onError);
    }
  }
}

function condition({ streamPrefixes, types }: EventFilter): string {
  const list = (values: readonly string[]) =>
    `ARRAY[${values.map((value) => escapeLiteral(value)).join(', ')}]::text[]`;
  return [
    streamPrefixes ? ` AND stream ^@ ANY (${list(streamPrefixes)})` : '',
    types ? ` AND type = ANY (${list(types)})` : '',
  ].join('');
}

const isWithin = (low: bigint, high: bigint, types: EventFilter['types']) => (event: StoredEvent) => {
  const position = BigInt(event.position);
  return position >= low && position <= high && (types?.includes(event.type) ?? true);
};

const least = (a: bigint, b: bigint) => (a < b ? a : b);

const scratch = Buffer.alloc(64);

/** An id as a text of its own. A piece of the row's text would keep the whole row in memory as long as somebody remembers the id. */
function onItsOwn(id: string): string {
  return scratch.toString('latin1', 0, scratch.write(id, 'latin1'));
}
