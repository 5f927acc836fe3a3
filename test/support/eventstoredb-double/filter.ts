import type { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from './log.js';

/** Records a checkpoint may pass over when the client names no window. */
const DEFAULT_WINDOW = 32;

type FilterOptions = ReadReq.Options.FilterOptions;

export function eventFilter(filter: FilterOptions | undefined): (record: LogRecord) => boolean {
  const expression = filter?.getStreamIdentifier() ?? filter?.getEventType();
  if (!filter || !expression) return () => true;
  const text = filter.hasStreamIdentifier() ? (record: LogRecord) => record.stream : (record: LogRecord) => record.type;
  const prefixes = expression.getPrefixList();
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => text(record).startsWith(prefix));
  const regex = new RegExp(expression.getRegex());
  return (record) => regex.test(text(record));
}

/** After how many records a filtered subscription says a checkpoint; null = it is not filtered. */
export function checkpointEvery(filter: FilterOptions | undefined): number | null {
  if (!filter) return null;
  return (filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW) * filter.getCheckpointintervalmultiplier();
}
