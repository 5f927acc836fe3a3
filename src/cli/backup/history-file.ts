import { createHash } from 'node:crypto';
import path from 'node:path';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { HISTORY_FILE, type HistoryPart, writeLines } from './manifest.js';

/** Writes the events to `history.ndjson` and calls `onEvent` for each. */
export async function writeHistory(
  folder: string,
  events: AsyncIterable<StoredEvent>,
  onEvent: (event: StoredEvent) => void = () => undefined,
): Promise<HistoryPart> {
  const identity = createHash('sha256');
  const ends: Pick<HistoryPart, 'first' | 'last'> = { first: null, last: null };
  const toLines = async function* () {
    for await (const event of events) {
      yield formatEvent(event);
      identity.update(`${identityLine(event)}\n`);
      ends.last = { id: event.id, position: event.position };
      ends.first ??= ends.last;
      onEvent(event);
    }
  };
  const written = await writeLines(path.join(folder, HISTORY_FILE), toLines());
  return { file: HISTORY_FILE, ...written, ...ends, historySha256: identity.digest('hex') };
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

/** Limits of one append, which holds consecutive events of one stream; appends are sequential to keep the order. */
const MAX_EVENTS = 200;
const MAX_CHARACTERS = 200_000;

/** Appends stored events to another history in their order. */
export async function appendEvents(store: EventStore, events: readonly StoredEvent[]): Promise<void> {
  for (const run of runs(events)) {
    const { stream, revision } = run[0]!;
    const parsed = run.map(({ id, type, data, metadata }) => ({
      id,
      type,
      data: JSON.parse(data) as object,
      metadata: JSON.parse(metadata) as object,
    }));
    await store.append(stream, revision === 0 ? 'no-stream' : revision - 1, parsed);
  }
}

function* runs(events: readonly StoredEvent[]): Generator<StoredEvent[]> {
  let run: StoredEvent[] = [];
  let length = 0;
  for (const event of events) {
    const size = event.data.length + event.metadata.length;
    const fits = run.length < MAX_EVENTS && length + size <= MAX_CHARACTERS;
    if (run.length > 0 && (run[0]!.stream !== event.stream || !fits)) {
      yield run;
      run = [];
      length = 0;
    }
    run.push(event);
    length += size;
  }
  if (run.length > 0) yield run;
}
