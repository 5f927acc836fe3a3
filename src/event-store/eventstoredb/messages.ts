import { Empty, StreamIdentifier, UUID, WrongExpectedVersion } from '@eventstore/db-client/generated/shared_pb';
import type { Status } from '@eventstore/db-client/generated/status_pb';
import { BatchAppendReq, ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';
import {
  type Direction,
  type EventFilter,
  type ExpectedRevision,
  InvalidEvent,
  type StoredEvent,
  StoreUnavailable,
  UnreadablePosition,
  type ValidAppend,
  WrongExpectedRevision,
} from '../event-store.js';

const { Options } = ReadReq;

const POSITION = /^(0|[1-9]\d{0,18})-(0|[1-9]\d{0,18})$/;
const MAX_POSITION = 2n ** 63n - 1n;

/** The deadline is a time of day: an hour keeps appends valid where clocks differ. */
const DEADLINE_MS = 3_600_000;

/** Records that the server searches before it answers a filtered read; its default of 32 makes long reads slow. */
const SEARCH_WINDOW = 1_000;

const PACKAGE = 'event_store.client.';

/** Byte offsets of a record in the log, ordered by commit, then prepare. */
export interface Position {
  commit: bigint;
  prepare: bigint;
}

export const printPosition = (commit: string, prepare: string) => `${commit}-${prepare}`;

/** Throws UnreadablePosition for a text that is not a position of an EventStoreDB. */
export function parsePosition(text: string): Position {
  const found = POSITION.exec(text);
  const [commit, prepare] = [BigInt(found?.[1] ?? 0), BigInt(found?.[2] ?? 0)];
  if (!found || commit > MAX_POSITION || prepare > MAX_POSITION)
    throw new UnreadablePosition(`${text} is not a position of an EventStoreDB`);
  return { commit, prepare };
}

export function comparePositions(a: string, b: string): number {
  const [left, right] = [parsePosition(a), parsePosition(b)];
  const difference = left.commit - right.commit || left.prepare - right.prepare;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** A valid append with its events as protocol messages. */
export interface AppendMessage {
  stream: string;
  expected: ExpectedRevision;
  events: readonly BatchAppendReq.ProposedMessage[];
}

/** Throws InvalidEvent before anything is sent: the server answers some malformed appends twice. */
export function toProto({ stream, expected, events }: ValidAppend): AppendMessage {
  refuseSystemName('stream', stream);
  for (const { type } of events) refuseSystemName('type', type);
  return { stream, expected, events: events.map(proposedMessage) };
}

export function proposedMessage(
  event: Record<'id' | 'type' | 'data' | 'metadata', string>,
): BatchAppendReq.ProposedMessage {
  const message = new BatchAppendReq.ProposedMessage()
    .setId(new UUID().setString(event.id))
    .setData(Buffer.from(event.data, 'utf8'))
    .setCustomMetadata(Buffer.from(event.metadata, 'utf8'));
  message.getMetadataMap().set('type', event.type).set('content-type', 'application/json');
  return message;
}

export function appendRequest(correlationId: string, { stream, expected, events }: AppendMessage): BatchAppendReq {
  const options = new BatchAppendReq.Options()
    .setStreamIdentifier(streamIdentifier(stream))
    .setDeadline(Timestamp.fromDate(new Date(Date.now() + DEADLINE_MS)));
  if (expected === 'no-stream') options.setNoStream(new Empty());
  else options.setStreamPosition(String(expected));
  return new BatchAppendReq()
    .setCorrelationId(new UUID().setString(correlationId))
    .setOptions(options)
    .setProposedMessagesList([...events])
    .setIsFinal(true);
}

/** The history was moved to another store, or a move into it has not ended. */
export class HistorySealed extends StoreUnavailable {
  constructor() {
    super('this history was moved elsewhere, or a move into it has not ended');
  }
}

/** The error of a refused append. Unless it is final, the append may be written. */
export function appendError(answer: Status, { stream, expected }: AppendMessage): Error {
  const details = answer.getDetails();
  const name = details?.getTypeName() ?? '';
  switch (answer.getMessage() === 'BadRequest' ? 'BadRequest' : name.replace(PACKAGE, '')) {
    case 'WrongExpectedVersion': {
      const wrong = details?.unpack(WrongExpectedVersion.deserializeBinary, name);
      const actual = wrong?.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : 'no-stream';
      return new WrongExpectedRevision(stream, expected, actual);
    }
    case 'StreamDeleted':
      return new InvalidEvent(`stream ${stream} was deleted with a tombstone`);
    case 'MaximumAppendSizeExceeded':
      return new InvalidEvent('the append is larger than the server allows');
    case 'BadRequest':
      return new InvalidEvent('the server calls the append malformed');
    default:
      return new Error(answer.getMessage() || name || `code ${answer.getCode()}`);
  }
}

const FINAL_ERRORS = [WrongExpectedRevision, InvalidEvent, UnreadablePosition, HistorySealed];

/** True when another attempt would end in the same way. */
export const isFinal = (error: unknown) => FINAL_ERRORS.some((kind) => error instanceof kind);

/** Events of one stream, the start included. */
export function streamRequest(stream: string, from: number | null, direction: Direction, count: number): ReadReq {
  const options = new Options.StreamOptions().setStreamIdentifier(streamIdentifier(stream));
  if (from !== null) options.setRevision(String(from));
  else if (direction === 'forwards') options.setStart(new Empty());
  else options.setEnd(new Empty());
  return new ReadReq().setOptions(readOptions(direction, count).setStream(options));
}

/** Events of all streams, filtered by the server; the start is included forwards and left out backwards. */
export function allRequest(from: string | null, direction: Direction, filter: EventFilter): ReadReq {
  const options = readOptions(direction, Infinity).setAll(startOfAll(from, direction));
  return new ReadReq().setOptions(options.setFilter(serverFilter(filter)));
}

/** The record at a position, or the next one. */
export const recordRequest = (at: string): ReadReq =>
  new ReadReq().setOptions(readOptions('forwards', 1).setAll(startOfAll(at, 'forwards')));

/** A subscription to all streams after a position, filtered by the server. */
export function subscriptionRequest(after: string | null, filter: EventFilter): ReadReq {
  const request = allRequest(after, 'forwards', filter);
  request.getOptions()?.setSubscription(new Options.SubscriptionOptions());
  return request;
}

/** The event of a message with its stored bytes as text; undefined for other messages and for dangling links. */
export function fromProto(message: ReadResp): StoredEvent | undefined {
  const record = message.getEvent()?.getEvent();
  if (!record) return undefined;
  return {
    id: record.getId()?.getString() ?? '',
    type: record.getMetadataMap().get('type') ?? '',
    stream: textOf(record.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
    revision: Number(record.getStreamRevision()),
    position: printPosition(record.getCommitPosition(), record.getPreparePosition()),
    data: textOf(record.getData_asU8()),
    metadata: textOf(record.getCustomMetadata_asU8()),
  };
}

/** The server stores its own events, deletions and statistics in the same log. */
export const isUserEvent = ({ stream, type }: StoredEvent) => !stream.startsWith('$') && !type.startsWith('$');

export const matches = ({ streamPrefixes, types }: EventFilter, { stream, type }: StoredEvent) =>
  (!streamPrefixes || streamPrefixes.some((prefix) => stream.startsWith(prefix))) && (!types || types.includes(type));

/** Streams and types that begin with $ belong to the server and are left out of every read. */
function refuseSystemName(what: string, name: string): void {
  if (name.startsWith('$')) throw new InvalidEvent(`the ${what} ${name} belongs to the server`);
}

function streamIdentifier(stream: string): StreamIdentifier {
  return new StreamIdentifier().setStreamName(Buffer.from(stream));
}

function readOptions(direction: Direction, count: number): ReadReq.Options {
  return new Options()
    .setResolveLinks(false)
    .setUuidOption(new Options.UUIDOption().setString(new Empty()))
    .setNoFilter(new Empty())
    .setReadDirection(direction === 'forwards' ? 0 : 1)
    .setCount(String(Math.min(count, Number.MAX_SAFE_INTEGER)));
}

/** The protocol's own default for a backwards read is the start, which gives nothing. */
function startOfAll(from: string | null, direction: Direction): ReadReq.Options.AllOptions {
  const all = new Options.AllOptions();
  if (from === null) return direction === 'forwards' ? all.setStart(new Empty()) : all.setEnd(new Empty());
  const { commit, prepare } = parsePosition(from);
  return all.setPosition(new Options.Position().setCommitPosition(String(commit)).setPreparePosition(String(prepare)));
}

/** The server applies one part of a filter, and always leaves out its own events. */
function serverFilter({ streamPrefixes, types }: EventFilter): ReadReq.Options.FilterOptions {
  const expression = new Options.FilterOptions.Expression();
  const filter = new Options.FilterOptions().setMax(SEARCH_WINDOW).setCheckpointintervalmultiplier(1);
  if (streamPrefixes?.length) return filter.setStreamIdentifier(expression.setPrefixList([...streamPrefixes]));
  if (types?.length) return filter.setEventType(expression.setPrefixList([...types]));
  return filter.setEventType(expression.setRegex('^[^$].*'));
}

const textOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
