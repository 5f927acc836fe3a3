import { z } from 'zod';
import type { Answer } from './app.js';

export type Json = { [name: string]: unknown };
export type Operation = {
  operationId: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    schema?: Json;
    description?: string;
    example?: string;
  }[];
  requestBody?: { content: Record<string, { schema: Json; example?: unknown }> };
  responses: Record<string, { content?: Record<string, { schema?: Json; example?: unknown }> }>;
};
export type Paths = Record<string, Record<string, Operation>>;

/** The OpenAPI document of a server, held against what it takes and what it answers. */
export class Contract {
  readonly paths: Paths;
  readonly schemas: Record<string, Json>;
  private readonly readers = new WeakMap<object, z.ZodType>();

  constructor(document: { paths: Paths; components: { schemas: Record<string, Json> } }) {
    this.paths = document.paths;
    this.schemas = document.components.schemas;
  }

  /** Differences between a response and the contract. */
  answerFaults({ responses }: Operation, { status, headers, body }: Answer): string[] {
    const described = responses[String(status)] ?? (status >= 400 ? responses['default'] : undefined);
    if (!described) return [`status ${status} is not described`];
    const type = (headers.get('content-type') ?? '').split(';')[0]!;
    const schema = described.content?.[type]?.schema;
    if (!schema) return status === 204 && body === '' ? [] : [`no schema for ${status} ${type}`];
    return this.mismatches(schema, body);
  }

  /** Where a value is not what a schema says; a field that is not written down is one such place. */
  mismatches(schema: Json, value: unknown): string[] {
    const known = this.readers.get(schema) ?? (z.fromJSONSchema(this.closed(schema) as never, OPENAPI) as z.ZodType);
    this.readers.set(schema, known);
    const read = known.safeParse(value);
    return read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  }

  /** A schema with its references followed, in which an object has no field beside those that are written down. */
  closed(schema: unknown): unknown {
    if (Array.isArray(schema)) return schema.map((one) => this.closed(one));
    if (typeof schema !== 'object' || schema === null) return schema;
    const { $ref, ...rest } = schema as Json;
    if (typeof $ref === 'string') return this.closed(this.schemas[$ref.replace('#/components/schemas/', '')]);
    const inner = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, this.closed(value)]));
    return rest.properties && rest.additionalProperties === undefined
      ? { ...inner, additionalProperties: false }
      : inner;
  }
}

const OPENAPI = { defaultTarget: 'openapi-3.0' } as const;
