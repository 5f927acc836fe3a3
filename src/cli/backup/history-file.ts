import { createHash } from 'node:crypto';
import path from 'node:path';
import type { StoredEvent } from '../../event-store/event-store.js';
import { historyLine, identityLine } from './history-lines.js';
import { LineFile } from './line-file.js';
import type { HistoryPart } from './manifest.js';
import type { Progress } from './progress.js';

export const HISTORY_FILE = 'history.ndjson';

/** Writes events as they come; `also` sees each of them. */
export async function writeHistory(
  folder: string,
  events: AsyncIterable<StoredEvent>,
  progress: Progress,
  also: (event: StoredEvent) => void = () => undefined,
): Promise<HistoryPart> {
  const file = await LineFile.create(path.join(folder, HISTORY_FILE));
  const identity = createHash('sha256');
  let first: HistoryPart['first'] = null;
  let last: HistoryPart['last'] = null;
  for await (const event of events) {
    await file.add(historyLine(event));
    identity.update(`${identityLine(event)}\n`);
    last = { id: event.id, position: event.position };
    first ??= last;
    also(event);
    progress.step();
  }
  return { file: HISTORY_FILE, ...(await file.end()), first, last, historySha256: identity.digest('hex') };
}
