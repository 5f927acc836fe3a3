import type { PreparedAppend } from './prepare-append.js';

const MAX_REQUESTS = 1_024;
const MAX_BYTES = 4_194_304;

/**
 * Divides what waits into one batch and the rest, both in their order, without what is settled. An append whose event ids stand in
 * the batch already waits for the next one, where it is seen to be a repeat.
 */
export function takeBatch<Request extends PreparedAppend & { settled: boolean }>(
  waiting: readonly Request[],
): { batch: Request[]; later: Request[] } {
  const batch: Request[] = [];
  const later: Request[] = [];
  const ids = new Set<string>();
  let bytes = 0;
  for (const [index, request] of waiting.entries()) {
    if (request.settled) continue;
    if (batch.length >= MAX_REQUESTS || (batch.length > 0 && bytes + request.bytes > MAX_BYTES)) {
      later.push(...waiting.slice(index));
      break;
    }
    if (request.events.some((event) => ids.has(event.id))) {
      later.push(request);
      continue;
    }
    batch.push(request);
    bytes += request.bytes;
    for (const event of request.events) ids.add(event.id);
  }
  return { batch, later };
}
