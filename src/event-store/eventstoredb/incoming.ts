import type { ReadResp } from '@eventstore/db-client/generated/streams_pb';
import type { EventFilter, StoredEvent } from '../event-store.js';
import { printPosition } from './position.js';

const text = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

/** The event of an answer, its stored bytes as text; undefined for answers without one, such as a dangling link. */
export function incoming(answer: ReadResp): StoredEvent | undefined {
  const record = answer.getEvent()?.getEvent();
  if (!record) return undefined;
  return {
    id: record.getId()?.getString() ?? '',
    type: record.getMetadataMap().get('type') ?? '',
    stream: text(record.getStreamIdentifier()?.getStreamName_asU8() ?? new Uint8Array()),
    revision: Number(record.getStreamRevision()),
    position: printPosition(record.getCommitPosition(), record.getPreparePosition()),
    data: text(record.getData_asU8()),
    metadata: text(record.getCustomMetadata_asU8()),
  };
}

/** The server keeps its own events, deletions and statistics among ours. */
export const isOurs = ({ stream, type }: StoredEvent) => !stream.startsWith('$') && !type.startsWith('$');

export const matches = ({ streamPrefixes, types }: EventFilter, { stream, type }: StoredEvent) =>
  (!streamPrefixes || streamPrefixes.some((prefix) => stream.startsWith(prefix))) && (!types || types.includes(type));
