import { createHash } from 'node:crypto';
import path from 'node:path';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { StoredEvent } from '../../event-store/event-store.js';
import type { Progress } from '../command.js';
import type { HistoryPart } from './manifest.js';
import { NdjsonWriter } from './ndjson-writer.js';

const HISTORY_FILE = 'history.ndjson';

/** Writes the events to `history.ndjson` and calls `onEvent` for each. */
export async function writeHistory(
  folder: string,
  events: AsyncIterable<StoredEvent>,
  progress: Progress,
  onEvent: (event: StoredEvent) => void = () => undefined,
): Promise<HistoryPart> {
  const file = await NdjsonWriter.create(path.join(folder, HISTORY_FILE));
  const identity = createHash('sha256');
  let first: HistoryPart['first'] = null;
  let last: HistoryPart['last'] = null;
  for await (const event of events) {
    await file.write(formatEvent(event));
    identity.update(`${identityLine(event)}\n`);
    last = { id: event.id, position: event.position };
    first ??= last;
    onEvent(event);
    progress.step();
  }
  progress.end();
  return { file: HISTORY_FILE, ...(await file.close()), first, last, historySha256: identity.digest('hex') };
}

/** Formats an event as one line with the stored bytes of data and metadata. Throws when they are not canonical JSON. */
function formatEvent(event: StoredEvent): string {
  const { id, type, stream, revision, position, data, metadata } = event;
  for (const [name, text] of Object.entries({ data, metadata }))
    if (canonicalJson(JSON.parse(text)) !== text) throw new Error(`event ${id}: its ${name} is not canonical JSON`);
  const head = { id, type, stream, revision, position };
  return `${JSON.stringify(head).slice(0, -1)},"data":${data},"metadata":${metadata}}`;
}

/** Canonical JSON of an event without its position, which differs between stores. The history's hash covers these lines. */
export function identityLine({ id, type, stream, revision, data, metadata }: StoredEvent): string {
  const end = `"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`;
  return `{"data":${data},"id":${JSON.stringify(id)},"metadata":${metadata},${end}`;
}

export function parseEvent(line: string): StoredEvent {
  const parsed = JSON.parse(line) as Omit<StoredEvent, 'data' | 'metadata'> & { data: object; metadata: object };
  return { ...parsed, data: canonicalJson(parsed.data), metadata: canonicalJson(parsed.metadata) };
}
