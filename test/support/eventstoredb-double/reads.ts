import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { Log, LogRecord } from './log.js';
import type { Outlet } from './outlet.js';
import { eventFilter } from './filter.js';
import { visible } from './stream-metadata.js';
import { grpcError, nameOf, readEvent, readLink, streamDeleted, streamNotFound, unknown } from './wire-messages.js';

type Options = ReadReq.Options;

const isLink = ({ type }: LogRecord) => type === '$>';

/** The target of a link such as `3@stream`. */
function targetOf(log: Log, link: LogRecord): LogRecord | undefined {
  const text = Buffer.from(link.data).toString();
  const at = text.indexOf('@');
  return log.eventsOf(text.slice(at + 1))[Number(text.slice(0, at))];
}

export const asRead = (log: Log, record: LogRecord, options: Options) =>
  options.getResolveLinks() && isLink(record) ? readLink(record, targetOf(log, record)) : readEvent(record);

async function sendAll(log: Log, records: Iterable<LogRecord>, options: Options, outlet: Outlet): Promise<void> {
  let left = BigInt(options.getCount());
  for (const record of records) {
    if (left-- <= 0n || !(await outlet.send(asRead(log, record, options)))) break;
  }
  outlet.end();
}

export async function readStream(log: Log, options: Options, outlet: Outlet): Promise<void> {
  const from = options.getStream()!;
  const stream = nameOf(from.getStreamIdentifier());
  const backwards = options.getReadDirection() === 1;
  if (log.isTombstoned(stream)) return outlet.fail(streamDeleted(stream));
  if (BigInt(options.getCount()) === 0n || (from.hasEnd() && !backwards)) {
    return outlet.fail(unknown('Unexpected ReadStreamResult: Error'));
  }
  const events = visible(log, stream);
  if (events.length === 0) {
    await outlet.send(streamNotFound(stream));
    return outlet.end();
  }
  const revision = from.hasStart() ? 0n : from.hasEnd() ? null : BigInt(from.getRevision());
  const chosen = backwards
    ? events.filter((each) => revision === null || each.revision <= revision).reverse()
    : events.filter((each) => revision === null || each.revision >= revision);
  return sendAll(log, chosen, options, outlet);
}

function* backwardsFrom(log: Log, index: number): Iterable<LogRecord> {
  for (let i = index - 1; i >= 0; i--) yield log.records[i]!;
}

function* forwardsFrom(log: Log, index: number): Iterable<LogRecord> {
  const end = log.records.length;
  for (let i = index; i < end; i++) yield log.records[i]!;
}

/** Index of a position in the log; a checkpoint counts as its record. */
export function place(log: Log, commit: bigint): 'beyond' | 'off-boundary' | { index: number } {
  if (commit > log.head()) return 'beyond';
  const index = log.indexFrom(commit);
  return log.records[index]?.position === commit ? { index } : 'off-boundary';
}

export async function readAll(log: Log, options: Options, outlet: Outlet): Promise<void> {
  const from = options.getAll()!;
  const backwards = options.getReadDirection() === 1;
  const matches = eventFilter(options.getFilter());
  const filtered = function* (records: Iterable<LogRecord>) {
    for (const record of records) if (matches(record)) yield record;
  };
  const walk = (index: number) => filtered(backwards ? backwardsFrom(log, index) : forwardsFrom(log, index));
  if (from.hasStart()) return sendAll(log, walk(0), options, outlet);
  if (from.hasEnd()) return sendAll(log, walk(log.records.length), options, outlet);
  const found = place(log, BigInt(from.getPosition()!.getCommitPosition()));
  if (found === 'beyond') return backwards ? outlet.fail(unknown('Unexpected ReadAllResult: Error')) : outlet.end();
  if (found === 'off-boundary') return outlet.fail(grpcError(2, 'Unexpected ReadAllResult: InvalidPosition'));
  return sendAll(log, walk(found.index), options, outlet);
}
