import type { Log, LogRecord } from './log.js';
import { hasMetadata, isSoftDeleted } from './stream-metadata.js';

export type Expected = 'any' | 'no_stream' | 'stream_exists' | bigint;

export type Decision =
  | { kind: 'write' }
  | { kind: 'repeat'; records: LogRecord[] }
  | { kind: 'repeat-of-uncommitted' }
  | { kind: 'wrong-version'; actual: bigint }
  | { kind: 'deleted' };

/** The server's decision on an append with these ids: write, repeat, or refuse. */
export function decide(log: Log, stream: string, expected: Expected, ids: readonly string[]): Decision {
  if (log.isTombstoned(stream)) return { kind: 'deleted' };
  const actual = log.lastRevision(stream);
  if (expected === 'stream_exists') {
    if (isSoftDeleted(log, stream)) return { kind: 'deleted' };
    if (actual < 0n && !hasMetadata(log, stream)) return { kind: 'wrong-version', actual };
  }
  if (expected === 'any' || expected === 'stream_exists') return unconditional(log, stream, actual, ids);
  const revision = expected === 'no_stream' ? -1n : expected;
  if (revision === actual) return { kind: 'write' };
  if (revision > actual) return { kind: 'wrong-version', actual };
  return earlier(log, stream, revision, ids);
}

/** Without a revision only the cache of recent ids helps, and only the first id decides. */
function unconditional(log: Log, stream: string, actual: bigint, ids: readonly string[]): Decision {
  const known = ids.map((id) => log.recent(id)).map((record) => (record?.stream === stream ? record : undefined));
  if (known[0] === undefined) return { kind: 'write' };
  return known.every((record) => record !== undefined) ? repeat(known) : { kind: 'wrong-version', actual };
}

/** With an exact revision the log itself is asked: each id has to sit at its place. */
function earlier(log: Log, stream: string, revision: bigint, ids: readonly string[]): Decision {
  const events = log.eventsOf(stream);
  const records = ids.map((_, index) => events[Number(revision) + 1 + index]);
  const known = ids.length > 0 && ids.every((id, index) => records[index]?.id === id);
  if (known) return repeat(records as LogRecord[]);
  const firstIsNew = records[0]?.id !== ids[0];
  if (revision === -1n && firstIsNew && ids.length > 0 && isSoftDeleted(log, stream)) return { kind: 'write' };
  return { kind: 'wrong-version', actual: log.lastRevision(stream) };
}

function repeat(records: LogRecord[]): Decision {
  return records.every(({ committed }) => committed) ? { kind: 'repeat', records } : { kind: 'repeat-of-uncommitted' };
}
