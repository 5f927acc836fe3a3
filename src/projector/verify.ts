import { isDeepStrictEqual } from 'node:util';
import type { EventStore } from '../event-store/event-store.js';
import type { ParkedStream, ReadModel } from './read-model.js';
import { readInChunks } from './rebuild.js';
import type { ProjectionDefinition } from './runner.js';

/** A value in the read model that differs from the fold of the history. `undefined` = it is missing. */
export interface Difference {
  projection: string;
  key: string;
  /** JSON path in the document; empty = the whole document. */
  field: string;
  got: unknown;
  expected: unknown;
}

export interface Verified {
  documents: number;
  position: string | null;
  /** The first difference; null = none. */
  difference: Difference | null;
}

/** Compares the live documents with a fold of the history up to their checkpoint. Writes may continue meanwhile. */
export async function verify(
  definition: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
): Promise<Verified> {
  const { name: projection, version } = definition;
  const { generation, documents } = (await readModel.snapshot(projection)) ?? { documents: new Map<string, object>() };
  const position = generation?.position ?? null;
  const verified = (difference: Omit<Difference, 'projection'> | null): Verified => ({
    documents: documents.size,
    position,
    difference: difference && { projection, ...difference },
  });
  if (!generation) {
    const isEmpty = (await store.head()) === null;
    const expected = 'a checkpoint: it was never built';
    return verified(isEmpty ? null : { key: '', field: '', got: undefined, expected });
  }
  if (generation.version !== version)
    return verified({ key: '', field: 'version', got: generation.version, expected: version });
  const expected = await refold(definition, store, position, await readModel.parked(projection));
  const ignored = new Set(definition.ignoredFields);
  for (const key of [...new Set([...expected.keys(), ...documents.keys()])].sort()) {
    const found = firstDifference(documents.get(key), expected.get(key), ignored);
    if (found) return verified({ key, ...found });
  }
  return verified(null);
}

async function refold(
  definition: ProjectionDefinition,
  store: EventStore,
  through: string | null,
  parked: readonly ParkedStream[],
): Promise<Map<string, object>> {
  if (through === null) return new Map();
  // Documents pass through JSON, as in a database, so that no fold relies on a value that JSON loses.
  const texts = new Map<string, string>();
  const parsed = (keys: Iterable<string>) =>
    new Map([...keys].filter((key) => texts.has(key)).map((key) => [key, JSON.parse(texts.get(key)!) as object]));
  const documents = (keys: readonly string[]) => Promise.resolve(parsed(keys));
  const runner = await definition.open({ store, position: null, isLive: false, parked, documents });
  for await (const events of readInChunks(store, null, { through })) {
    const { upserts, deletes } = await runner.fold(events);
    for (const { key, body } of upserts) texts.set(key, JSON.stringify(body));
    for (const key of deletes) texts.delete(key);
  }
  return parsed(texts.keys());
}

/** The first differing field by name; `ignored` holds top-level names. Null = no difference. */
export function firstDifference(
  got: unknown,
  expected: unknown,
  ignored: ReadonlySet<string> = new Set(),
  path = '',
): Omit<Difference, 'projection' | 'key'> | null {
  if (!isObject(got) || !isObject(expected))
    return isDeepStrictEqual(got, expected) ? null : { field: path, got, expected };
  for (const field of [...new Set([...Object.keys(expected), ...Object.keys(got)])].sort()) {
    if (path === '' && ignored.has(field)) continue;
    const found = firstDifference(got[field], expected[field], ignored, path === '' ? field : `${path}.${field}`);
    if (found) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
