import { z } from 'zod';

export interface ResponseSchema {
  /** Null = an empty body. */
  schema: z.ZodType | null;
  /** Absent = the one status Nest answers with. */
  statuses?: readonly number[];
  /** Media type; JSON when absent. */
  type?: string;
  example?: unknown;
}

const known = new Map<string, ResponseSchema>();
const names = z.registry<{ id: string }>();

/** The name of a route in the contract. */
export const operationOf = (controller: string, method: string) => `${controller.replace(/Controller$/, '')}_${method}`;

/** Says what a route answers when all is well; stands in the contract and is checked by a test against what is really answered. */
export function ApiResponseSchema(
  schema: ResponseSchema['schema'],
  more: Omit<ResponseSchema, 'schema'> = {},
): MethodDecorator {
  return (target, method) => void known.set(operationOf(target.constructor.name, String(method)), { schema, ...more });
}

export const responseSchemaOf = (operation: string): ResponseSchema | undefined => known.get(operation);

/** Gives a schema a name of its own in the contract. The name stays with this very object, not with one made from it. */
export function namedSchema<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  names.add(schema, { id });
  return schema;
}

/** What every write answers: the position it reached, and the ids of what it dealt with. */
export const writeResponse = <Id extends string>(...ids: readonly Id[]) =>
  z.object({
    position: z
      .string()
      .nullable()
      .describe('Opaque; hand it to a read as atLeast to see this write. Null = the history has nothing of it'),
    ...(Object.fromEntries(ids.map((id) => [id, z.string()])) as Record<Id, z.ZodString>),
  });

/** One page of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), total: z.int().min(0).describe('Of the whole list, without limit and offset') });

type Json = Record<string, unknown>;

/** A program that reads the contract must bear fields that come later, so no object is closed. */
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

/** All schemas with a name. */
export const namedSchemas = (): Record<string, object> => {
  const { schemas } = z.toJSONSchema(names, { ...settings, uri });
  return Object.fromEntries(Object.entries(schemas).map(([id, { $id: _, ...schema }]) => [id, schema]));
};

/** A schema as the contract writes it: a reference when it has a name. */
export function toOpenApiSchema(schema: z.ZodType): object {
  const name = names.get(schema)?.id;
  if (name !== undefined) return { $ref: uri(name) };
  const { $schema: _, definitions: __, ...json } = z.toJSONSchema(schema, { ...settings, metadata: names }) as Json;
  return JSON.parse(JSON.stringify(json).replaceAll('"#/definitions/', '"#/components/schemas/')) as object;
}
