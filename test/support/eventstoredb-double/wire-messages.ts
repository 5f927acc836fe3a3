import { Metadata, status } from '@grpc/grpc-js';
import * as shared from '@eventstore/db-client/generated/shared_pb';
import * as streams from '@eventstore/db-client/generated/streams_pb';
import type { LogRecord } from './log.js';

const { ReadEvent } = streams.ReadResp;

export interface GrpcError {
  code: number;
  details: string;
  metadata?: Metadata;
}

export function grpcError(code: number, details: string, trailers: Record<string, string> = {}): GrpcError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) {
    // A name outside ASCII cannot travel as text in a trailer.
    metadata.add(
      key,
      value.replace(/[^\x20-\x7e]/g, (character) => encodeURIComponent(character)),
    );
  }
  return { code, details, metadata };
}

export const streamDeleted = (stream: string) =>
  grpcError(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongVersion = (stream: string, expected: bigint, actual: bigint) =>
  grpcError(status.FAILED_PRECONDITION, `Append failed due to WrongExpectedVersion. Stream: ${stream}`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': String(expected),
    'actual-version': String(actual),
  });

export const tooLarge = (limit: number) =>
  grpcError(status.INVALID_ARGUMENT, `Maximum Append Size of ${limit} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const notLeader = (address: string, port: number) =>
  grpcError(status.NOT_FOUND, `Leader info available. ${address}:${port}`, {
    exception: 'not-leader',
    'leader-endpoint-host': address,
    'leader-endpoint-port': String(port),
  });

export const unavailable = (message: string) => grpcError(status.UNAVAILABLE, message);
export const unknown = (message: string) => grpcError(status.UNKNOWN, message);

export function identifier(stream: string) {
  return new shared.StreamIdentifier().setStreamName(Buffer.from(stream));
}

export const nameOf = (id: { getStreamName_asU8(): Uint8Array } | undefined) =>
  Buffer.from(id?.getStreamName_asU8() ?? []).toString('utf8');

export function uuid(id: string) {
  return new shared.UUID().setString(id);
}

function recorded(record: LogRecord) {
  const message = new ReadEvent.RecordedEvent()
    .setId(uuid(record.id))
    .setStreamIdentifier(identifier(record.stream))
    .setStreamRevision(String(record.revision))
    .setPreparePosition(String(record.position))
    .setCommitPosition(String(record.position))
    .setCustomMetadata(record.metadata)
    .setData(record.data);
  message.getMetadataMap().set('type', record.type);
  message.getMetadataMap().set('content-type', record.contentType);
  message.getMetadataMap().set('created', String(record.created));
  return message;
}

export function readEvent(record: LogRecord) {
  const message = new ReadEvent().setCommitPosition(String(record.position)).setEvent(recorded(record));
  return new streams.ReadResp().setEvent(message);
}

/** A resolved link: with the event it leads to, or without one when it leads nowhere. */
export function readLink(link: LogRecord, target: LogRecord | undefined) {
  const message = new ReadEvent().setCommitPosition(String(link.position)).setLink(recorded(link));
  return new streams.ReadResp().setEvent(target ? message.setEvent(recorded(target)) : message);
}

export const confirmation = (id: string) =>
  new streams.ReadResp().setConfirmation(new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(id));
export const caughtUp = () => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp());
export const checkpoint = (commit: bigint, prepare: bigint) =>
  new streams.ReadResp().setCheckpoint(
    new streams.ReadResp.Checkpoint().setCommitPosition(String(commit)).setPreparePosition(String(prepare)),
  );
export const streamNotFound = (stream: string) =>
  new streams.ReadResp().setStreamNotFound(
    new streams.ReadResp.StreamNotFound().setStreamIdentifier(identifier(stream)),
  );
