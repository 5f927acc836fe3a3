import { EventEmitter } from 'node:events';

export interface Proposed {
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
}

export interface LogRecord extends Proposed {
  /** Byte offset in the log: rises, never dense. */
  position: bigint;
  stream: string;
  revision: bigint;
  /** 100 ns ticks since 1970, as the client expects them. */
  created: bigint;
  /** A retry that meets a record that is not committed yet is dropped by the server. */
  committed: boolean;
}

export const TOMBSTONE = 2n ** 63n - 1n;

const RECORD_OVERHEAD = 96;
const COMMIT_MS = 1;

/** The transaction log of all nodes: it survives their stops, as files would. */
export class Log {
  readonly records: LogRecord[] = [];
  readonly changed = new EventEmitter().setMaxListeners(0);
  private readonly streams = new Map<string, LogRecord[]>();
  private readonly tombstones = new Set<string>();
  private recentIds = new Map<string, LogRecord>();
  private end = 0n;

  /** Writes events to the end of a stream; commits them a moment later. */
  write(
    stream: string,
    proposed: readonly Proposed[],
    revision = this.lastRevision(stream) + 1n,
  ): Promise<LogRecord[]> {
    const events = this.streams.get(stream) ?? [];
    this.streams.set(stream, events);
    const written = proposed.map((each, index) => this.record(stream, revision + BigInt(index), each));
    for (const record of written) {
      this.records.push(record);
      this.recentIds.set(record.id, record);
      if (record.revision === TOMBSTONE) this.tombstones.add(stream);
      else events.push(record);
    }
    return new Promise((done) => setTimeout(() => done(this.commit(written)), COMMIT_MS));
  }

  eventsOf(stream: string): readonly LogRecord[] {
    return this.streams.get(stream) ?? [];
  }

  /** Revision of the last event, -1 when there is none. */
  lastRevision(stream: string): bigint {
    return BigInt(this.eventsOf(stream).length) - 1n;
  }

  isTombstoned(stream: string): boolean {
    return this.tombstones.has(stream);
  }

  /** The cache of ids: a part of the log. */
  recent(id: string): LogRecord | undefined {
    return this.recentIds.get(id);
  }

  forgetRecentIds(): void {
    this.recentIds = new Map();
  }

  /** Index of the first record at or behind a position. */
  indexFrom(position: bigint): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Position of the last record; -1 when the log is empty. */
  head(): bigint {
    return this.records.at(-1)?.position ?? -1n;
  }

  private record(stream: string, revision: bigint, proposed: Proposed): LogRecord {
    const position = this.end;
    this.end += BigInt(RECORD_OVERHEAD + proposed.data.length + proposed.metadata.length + proposed.type.length);
    return { ...proposed, position, stream, revision, created: BigInt(Date.now()) * 10_000n, committed: false };
  }

  private commit(written: LogRecord[]): LogRecord[] {
    for (const record of written) record.committed = true;
    this.changed.emit('changed');
    return written;
  }
}
