import type { EntityManager } from 'typeorm';
import type { Document, ListOptions, Page } from '../read-model.js';

/** Joins documents `d` to the generation readers see. */
export const LIVE =
  'JOIN read_model.generation g ON g.projection = d.projection AND g.generation = d.generation AND g.live';

const PAGE = 5_000;

/** A document of the live generation. */
export async function liveDocument<Body>(
  manager: EntityManager,
  projection: string,
  key: string,
): Promise<Body | null> {
  if (!isStorable(key)) return null;
  const rows = await manager.query<Document<Body>[]>(
    `SELECT d.body FROM read_model.document d ${LIVE} WHERE d.projection = $1 AND d.key = $2`,
    [projection, key],
  );
  return rows[0]?.body ?? null;
}

/** Documents of the live generation, as they are at one moment. */
export async function liveDocuments<Body>(
  manager: EntityManager,
  projection: string,
  options: ListOptions,
): Promise<Page<Body>> {
  const { prefix = '', where, orderBy, descending, limit, offset = 0 } = options;
  if (![prefix, ...Object.values(where ?? {})].every(isStorable)) return { items: [], total: 0 };
  const from = `FROM read_model.document d ${LIVE} WHERE d.projection = $1 AND starts_with(d.key, $2) AND d.key >= $2 AND d.body @> $3::jsonb`;
  const filter = [projection, prefix, JSON.stringify(where ?? {})];
  const direction = descending ? 'DESC' : 'ASC';
  const order =
    orderBy === undefined ? `d.key ${direction}` : `d.body -> $6 ${direction} NULLS LAST, d.key ${direction}`;
  const rows = await manager.query<(Document<Body> & { total: string })[]>(
    `SELECT d.key, d.body, count(*) OVER () AS total ${from} ORDER BY ${order} LIMIT $4::bigint OFFSET $5::bigint`,
    [...filter, limit ?? null, offset, ...(orderBy === undefined ? [] : [orderBy])],
  );
  const total = rows[0]?.total ?? (offset === 0 && limit !== 0 ? 0 : await count(manager, from, filter));
  return { items: rows.map(({ key, body }) => ({ key, body })), total: Number(total) };
}

/** Documents of one generation by key; all of them unless keys are given. */
export async function documentsOf(
  manager: EntityManager,
  projection: string,
  generation: number,
  keys?: readonly string[],
): Promise<Map<string, object>> {
  if (!keys) return allDocumentsOf(manager, projection, generation);
  if (keys.length === 0) return new Map();
  const rows = await manager.query<Document[]>(
    'SELECT key, body FROM read_model.document WHERE projection = $1 AND generation = $2 AND key = ANY ($3)',
    [projection, generation, keys],
  );
  return new Map(rows.map(({ key, body }) => [key, body]));
}

/** Page by page: however many there are, no statement takes long. To be at one moment they need a transaction that sees one. */
async function allDocumentsOf(
  manager: EntityManager,
  projection: string,
  generation: number,
): Promise<Map<string, object>> {
  const found = new Map<string, object>();
  for (let after: string | null = null; ;) {
    const rows: Document[] = await manager.query(
      `SELECT key, body FROM read_model.document
       WHERE projection = $1 AND generation = $2 AND ($3::text IS NULL OR key > $3) ORDER BY key LIMIT $4`,
      [projection, generation, after, PAGE],
    );
    for (const { key, body } of rows) found.set(key, body);
    if (rows.length < PAGE) return found;
    after = rows.at(-1)!.key;
  }
}

async function count(manager: EntityManager, from: string, filter: string[]): Promise<string> {
  const [row] = await manager.query<{ total: string }[]>(`SELECT count(*) AS total ${from}`, filter);
  return row?.total ?? '0';
}

/** PostgreSQL keeps neither NUL nor half a character, so nothing can be found under them. */
function isStorable(value: string | number | boolean | null): boolean {
  return typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'));
}
