import { isDeepStrictEqual } from 'node:util';
import type { EventStore } from '../event-store/event-store.js';
import type { ReadModel } from './read-model.js';
import { readInChunks } from './rebuild.js';
import type { ParkedStream, ProjectionDefinition } from './runner.js';

/** Where the read model says something else than the history. `undefined` = it is not there. */
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
  difference: Difference | null;
}

/** Compares a projection's live documents with a fold of the whole history up to the same event, while writes may go on. */
export async function verify(
  factory: ProjectionDefinition,
  store: EventStore,
  readModel: ReadModel,
): Promise<Verified> {
  const snapshot = await readModel.snapshot(factory.name);
  if (!snapshot) {
    const isEmpty = (await store.head()) === null;
    return { documents: 0, position: null, difference: isEmpty ? null : missing(factory) };
  }
  const { generation, documents } = snapshot;
  if (generation.version !== factory.version)
    return {
      documents: documents.size,
      position: generation.position,
      difference: oldVersion(factory, generation.version),
    };
  const parked = await readModel.parked(factory.name);
  const expected = await refold(factory, store, generation.position, parked);
  const keys = [...new Set([...expected.keys(), ...documents.keys()])].sort();
  for (const key of keys) {
    const found = firstDifference(documents.get(key), expected.get(key), new Set(factory.ignoredFields));
    if (found)
      return {
        documents: documents.size,
        position: generation.position,
        difference: { projection: factory.name, key, ...found },
      };
  }
  return { documents: documents.size, position: generation.position, difference: null };
}

async function refold(
  factory: ProjectionDefinition,
  store: EventStore,
  through: string | null,
  parked: readonly ParkedStream[],
): Promise<Map<string, object>> {
  const documents = new Map<string, object>();
  if (through === null) return documents;
  // Documents pass through JSON as they do in the read model, so that no fold can rely on what a database would not keep.
  const texts = new Map<string, string>();
  const runner = await factory.open({
    store,
    position: null,
    live: false,
    parked,
    documents: (keys) =>
      Promise.resolve(
        new Map(keys.flatMap((key) => (texts.has(key) ? [[key, JSON.parse(texts.get(key)!) as object] as const] : []))),
      ),
  });
  for await (const events of readInChunks(store, null, { through })) {
    const { upserts, deletes } = await runner.fold(events);
    for (const { key, body } of upserts) texts.set(key, JSON.stringify(body));
    for (const key of deletes) texts.delete(key);
  }
  for (const [key, text] of texts) documents.set(key, JSON.parse(text) as object);
  return documents;
}

/** The first field by name that is not the same; `uncompared` are names at the top. Null = all are. */
export function firstDifference(
  got: unknown,
  expected: unknown,
  uncompared: ReadonlySet<string> = new Set(),
  path = '',
): Omit<Difference, 'projection' | 'key'> | null {
  if (!isObject(got) || !isObject(expected))
    return isDeepStrictEqual(got, expected) ? null : { field: path, got, expected };
  for (const field of [...new Set([...Object.keys(expected), ...Object.keys(got)])].sort()) {
    if (path === '' && uncompared.has(field)) continue;
    const found = firstDifference(got[field], expected[field], uncompared, path === '' ? field : `${path}.${field}`);
    if (found) return found;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function missing({ name }: ProjectionDefinition): Difference {
  return { projection: name, key: '', field: '', got: undefined, expected: 'a checkpoint: it was never built' };
}

function oldVersion({ name, version }: ProjectionDefinition, got: number): Difference {
  return { projection: name, key: '', field: 'version', got, expected: version };
}
