import type { EntityManager } from 'typeorm';
import { UNINDEXED } from '../../postgres/migrations.js';
import type { Document, Generation, ListOptions, Page } from '../read-model.js';

/** Joins documents `d` to the live generation. */
export const JOIN_LIVE =
  'JOIN read_model.generation g ON g.projection = d.projection AND g.generation = d.generation AND g.live';

const PAGE_ROWS = 5_000;

/** Documents of the live generation in one statement. Counts and sorts only where the options need it. */
export async function liveDocuments<Body>(
  manager: EntityManager,
  projection: string,
  {
    prefix = '',
    where = {},
    whereAny,
    oneOf,
    near,
    between,
    fields,
    orderBy,
    descending,
    limit,
    offset = 0,
  }: ListOptions,
): Promise<Page<Body>> {
  const possible = whereAny?.filter((fields) => Object.values(fields).every(isStorable));
  if (
    ![
      prefix,
      ...(near ?? []),
      ...(oneOf?.texts ?? []),
      between?.from ?? '',
      between?.to ?? '',
      ...Object.values(where),
    ].every(isStorable) ||
    possible?.length === 0
  )
    return { items: [], total: 0 };
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions = [
    `d.projection = ${parameter(projection)}`,
    'd.generation = (SELECT g.generation FROM read_model.generation g WHERE g.projection = $1 AND g.live)',
  ];
  if (prefix !== '') conditions.push(`starts_with(d.key, ${parameter(prefix)}) AND d.key >= $${values.length}`);
  if (Object.keys(where).length > 0) conditions.push(contains(parameter(JSON.stringify(where))));
  if (possible) {
    const alternatives = possible.map((fields) => `(${contains(parameter(JSON.stringify(fields)))})`);
    conditions.push(`(${alternatives.join(' OR ')})`);
  }
  if (oneOf) conditions.push(`d.body ->> ${parameter(oneOf.field)} = ANY (${parameter(oneOf.texts)}::text[])`);
  const limits = { '>=': between?.from, '<=': between?.to };
  for (const [compare, text] of Object.entries(limits))
    if (between && text !== undefined)
      conditions.push(`(d.body ->> ${parameter(between.field)}) COLLATE "C" ${compare} ${parameter(text)}`);
  if (near) conditions.push(`d.body -> 'near' ?| ${parameter(near)}::text[]`);
  const from = `FROM read_model.document d WHERE ${conditions.join(' AND ')}`;
  const direction = descending ? 'DESC' : 'ASC';
  const field = orderBy === undefined ? '' : `d.body -> ${parameter(orderBy)} ${direction}, `;
  const order = `ORDER BY ${field}d.key ${direction}`;
  const body = fields ? picked(parameter(fields)) : 'd.body';
  const page = `SELECT d.key, ${body} AS body ${from} ${order} LIMIT ${parameter(limit ?? null)}::bigint OFFSET ${parameter(offset)}::bigint`;
  if (limit === undefined && offset === 0) {
    const items = await manager.query<Document<Body>[]>(page, values);
    return { items, total: items.length };
  }
  const rows = await manager.query<(Document<Body> & { total: string })[]>(
    `SELECT counted.total, d.* FROM (SELECT count(*) AS total ${from}) counted LEFT JOIN (${page}) d ON true ${order}`,
    values,
  );
  const items = rows.filter(({ key }) => key !== null).map(({ key, body }) => ({ key, body }));
  return { items, total: Number(rows[0]!.total) };
}

/** The fields of a body that `names`, a parameter of texts, holds. */
const picked = (names: string) =>
  `(SELECT coalesce(jsonb_object_agg(field, d.body -> field), '{}') FROM unnest(${names}::text[]) field WHERE d.body ? field)`;

/** The first condition matches the index, which omits some fields; the second compares all fields. */
const contains = (where: string) =>
  `(d.body - ${UNINDEXED}) @> (${where}::jsonb - ${UNINDEXED}) AND d.body @> ${where}::jsonb`;

type GenerationKey = Pick<Generation, 'projection' | 'generation'>;

/** Documents of one generation that meet the condition; `$3` in it is the value. */
export async function documentsWhere(
  manager: EntityManager,
  { projection, generation }: GenerationKey,
  condition: string,
  value: unknown,
): Promise<Map<string, object>> {
  const rows = await manager.query<Document[]>(
    `SELECT key, body FROM read_model.document WHERE projection = $1 AND generation = $2 AND ${condition}`,
    [projection, generation, value],
  );
  return new Map(rows.map(({ key, body }) => [key, body]));
}

/** Reads page by page, so that no statement takes long. A consistent result needs a repeatable-read transaction. */
export async function allDocuments(manager: EntityManager, of: GenerationKey): Promise<Map<string, object>> {
  const found = new Map<string, object>();
  const next = `($3::text IS NULL OR key > $3) ORDER BY key LIMIT ${PAGE_ROWS}`;
  for (let after: string | null = null; ;) {
    const page = await documentsWhere(manager, of, next, after);
    for (const [key, body] of page) found.set((after = key), body);
    if (page.size < PAGE_ROWS) return found;
  }
}

/** PostgreSQL stores neither NUL nor half a surrogate pair, so no document matches such a text. */
export function isStorable(value: string | number | boolean | null): boolean {
  return typeof value !== 'string' || (value.isWellFormed() && !value.includes('\0'));
}
