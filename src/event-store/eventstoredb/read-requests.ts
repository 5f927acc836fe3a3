import { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb';
import { ReadReq } from '@eventstore/db-client/generated/streams_pb';
import type { Direction, EventFilter } from '../event-store.js';
import type { Position } from './position.js';

const { Options } = ReadReq;

/** Records the server looks through at a time in a filtered read; its own choice of 32 makes long reads slow. */
const READ_WINDOW = 1_000;

function options(): ReadReq.Options {
  return new Options()
    .setResolveLinks(false)
    .setUuidOption(new Options.UUIDOption().setString(new Empty()))
    .setNoFilter(new Empty());
}

const counted = (request: ReadReq.Options, direction: Direction, count: number) =>
  new ReadReq().setOptions(
    request
      .setReadDirection(direction === 'forwards' ? 0 : 1)
      .setCount(String(Math.min(count, Number.MAX_SAFE_INTEGER))),
  );

/** Where a read of $all begins. Without a position backwards means from the end: the protocol's own default reads nothing. */
function start(from: Position | null, direction: Direction): ReadReq.Options.AllOptions {
  const all = new Options.AllOptions();
  if (from === null) return direction === 'forwards' ? all.setStart(new Empty()) : all.setEnd(new Empty());
  return all.setPosition(
    new Options.Position().setCommitPosition(String(from.commit)).setPreparePosition(String(from.prepare)),
  );
}

/** Events of one stream, the start included. */
export function streamRequest(stream: string, from: number | null, direction: Direction, count: number): ReadReq {
  const place = new Options.StreamOptions().setStreamIdentifier(
    new StreamIdentifier().setStreamName(Buffer.from(stream)),
  );
  if (from !== null) place.setRevision(String(from));
  else if (direction === 'forwards') place.setStart(new Empty());
  else place.setEnd(new Empty());
  return counted(options().setStream(place), direction, count);
}

/** The server applies one part of a filter, and always leaves out its own events. */
function filtered({ streamPrefixes, types }: EventFilter): ReadReq.Options.FilterOptions {
  const expression = new Options.FilterOptions.Expression();
  const filter = new Options.FilterOptions().setCount(new Empty()).setCheckpointintervalmultiplier(1);
  if (streamPrefixes?.length) return filter.setStreamIdentifier(expression.setPrefixList([...streamPrefixes]));
  if (types?.length) return filter.setEventType(expression.setPrefixList([...types]));
  return filter.setEventType(expression.setRegex('^[^$].*'));
}

/** Events of all streams, roughly filtered; the start is included forwards and left out backwards. */
export function allRequest(from: Position | null, direction: Direction, filter: EventFilter): ReadReq {
  const window = filtered(filter).setMax(READ_WINDOW);
  return counted(options().setAll(start(from, direction)).setFilter(window), direction, Infinity);
}

/** The record at a position, or the next one behind it. */
export function recordRequest(at: Position): ReadReq {
  return counted(options().setAll(start(at, 'forwards')), 'forwards', 1);
}

/** A subscription to all streams behind a position, roughly filtered. */
export function subscriptionRequest(after: Position | null, filter: EventFilter): ReadReq {
  const request = options().setAll(start(after, 'forwards')).setFilter(filtered(filter));
  return new ReadReq().setOptions(request.setSubscription(new Options.SubscriptionOptions()));
}
