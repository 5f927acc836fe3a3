import { SetMetadata } from '@nestjs/common';
import { z } from 'zod';

export interface ResponseSchema {
  /** Null = an empty body. */
  schema: z.ZodType | null;
  /** Absent = the one status Nest answers with. */
  statuses?: readonly number[];
  /** Media type; JSON when absent. */
  type?: string;
}

const names = z.registry<{ id: string }>();

export const RESPONSE_SCHEMA = 'qorzhyn:response-schema';

/** Declares the successful response of a route for the OpenAPI document; a test compares it with real responses. */
export const ApiResponseSchema = (schema: ResponseSchema['schema'], more: Omit<ResponseSchema, 'schema'> = {}) =>
  SetMetadata<string, ResponseSchema>(RESPONSE_SCHEMA, { schema, ...more });

/** Names a schema in the OpenAPI document. The name belongs to this object, not to schemas derived from it. */
export function namedSchema<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  names.add(schema, { id });
  return schema;
}

/** The response of a write: the position it reached, and the ids it dealt with. */
export const writeResponse = <Id extends string>(...ids: readonly Id[]) =>
  z.object({
    position: z
      .string()
      .nullable()
      .describe('Opaque; hand it to a read as atLeast to see this write. Null = nothing was written to the history'),
    ...(Object.fromEntries(ids.map((id) => [id, z.string()])) as Record<Id, z.ZodString>),
  });

/** One page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    total: z.int().min(0).describe('Entries that match the filters and that you may see, before limit and offset'),
  });

type Json = Record<string, unknown>;

/** Clients must accept fields that are added later, so no object is closed. */
const open = ({ jsonSchema }: { jsonSchema: Json }) => {
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  delete jsonSchema.$id;
};
const settings = {
  target: 'openapi-3.0',
  unrepresentable: 'any',
  override: open as never,
} as const;
const uri = (id: string) => `#/components/schemas/${id}`;

/** All named schemas. */
export const namedSchemas = (): Record<string, object> => {
  const { schemas } = z.toJSONSchema(names, { ...settings, uri });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, ...schema }]) => [id, schema]));
};

/** A schema of the OpenAPI document: a reference when it has a name. */
export function toOpenApiSchema(schema: z.ZodType): object {
  const name = names.get(schema)?.id;
  if (name !== undefined) return { $ref: uri(name) };
  const { $schema: _, definitions: __, ...json } = z.toJSONSchema(schema, { ...settings, metadata: names }) as Json;
  return JSON.parse(JSON.stringify(json).replaceAll('"#/definitions/', '"#/components/schemas/')) as object;
}
