import type { Document } from './read-model.js';
import type { Writes } from './runner.js';

/** What is to be written for several batches at once: of each document the last that became of it. */
export function mergeWrites(parts: readonly Writes[]): Writes {
  const upserts = new Map<string, Document>();
  const deletes = new Set<string>();
  for (const part of parts) {
    for (const key of part.deletes) {
      upserts.delete(key);
      deletes.add(key);
    }
    for (const document of part.upserts) {
      upserts.set(document.key, document);
      deletes.delete(document.key);
    }
  }
  return { upserts: [...upserts.values()], deletes: [...deletes], parked: parts.flatMap(({ parked }) => parked) };
}
