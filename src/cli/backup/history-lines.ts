import { canonicalJson } from '../../event-store/canonical-json.js';
import type { StoredEvent } from '../../event-store/event-store.js';

/** An event as one line of a file, its data and metadata as the bytes that are stored. Throws when those are not canonical. */
export function historyLine(event: StoredEvent): string {
  const { id, type, stream, revision, position, data, metadata } = event;
  for (const [name, text] of [
    ['data', data],
    ['metadata', metadata],
  ] as const)
    if (canonicalJson(JSON.parse(text)) !== text) throw new Error(`event ${id}: its ${name} is not canonical JSON`);
  const head = { id, type, stream, revision, position };
  return `${JSON.stringify(head).slice(0, -1)},"data":${data},"metadata":${metadata}}`;
}

/** What an event is wherever it is stored: canonical JSON of all but its position. The history's hash is made of these lines. */
export function identityLine({ id, type, stream, revision, data, metadata }: StoredEvent): string {
  const end = `"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`;
  return `{"data":${data},"id":${JSON.stringify(id)},"metadata":${metadata},${end}`;
}

export function parseHistoryLine(line: string): StoredEvent {
  const parsed = JSON.parse(line) as Omit<StoredEvent, 'data' | 'metadata'> & { data: object; metadata: object };
  return { ...parsed, data: canonicalJson(parsed.data), metadata: canonicalJson(parsed.metadata) };
}
