import fc from 'fast-check';
import { startTestApp, type TestApp } from '../support/app.js';
import type { Drill } from './drill.js';

type Schema = Record<string, unknown>;
interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema }[];
  body: Schema | null;
}
interface Asked {
  method: string;
  path: string;
  body: string | null;
}

const HOSTILE = [
  '',
  ' ',
  'null',
  '../../etc/passwd',
  "' OR 1=1 --",
  '%00',
  '<script>alert(1)</script>',
  '=1+1',
  '\u202e\u0000',
  '\ud800',
  'ҚОРЖЫН',
  '٣',
  '９',
  '2026-02-30',
  '0000-00-00',
  '9'.repeat(400),
  'x'.repeat(5_000),
];
const anyText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, false, [], {}, Number.MAX_SAFE_INTEGER, -0, 1e308),
);

/** Values that a schema allows, near to it, or nothing of the kind. */
function valueOf(schema: Schema, root: Schema, depth = 0): fc.Arbitrary<unknown> {
  const good = goodValueOf(schema, root, depth);
  return fc.oneof({ arbitrary: good, weight: 6 }, { arbitrary: anyValue, weight: 1 });
}

function goodValueOf(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((at, key) => (at as Schema)?.[key], root);
    return depth > 5 ? fc.constant(null) : goodValueOf((found ?? {}) as Schema, root, depth + 1);
  }
  const choices = (schema['anyOf'] ?? schema['oneOf']) as Schema[] | undefined;
  if (choices && depth < 6) return fc.oneof(...choices.map((one) => goodValueOf(one, root, depth + 1)));
  if ('const' in schema) return fc.constant(schema['const']);
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  switch (schema['type']) {
    case 'object':
      return depth > 6 ? fc.constant({}) : objectOf(schema, root, depth);
    case 'array':
      return fc.array(valueOf((schema['items'] ?? {}) as Schema, root, depth + 1), { maxLength: 3 });
    case 'integer':
    case 'number':
      return fc.oneof(fc.nat(1_000), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'string':
      return textOf(schema);
    default:
      return anyValue;
  }
}

function textOf({ pattern, format }: Schema): fc.Arbitrary<string> {
  const known = [fc.constantFrom('a', 'aktau', 'amal-2026', '2026-03-01', 'A1'), anyText];
  if (format === 'uuid') return fc.oneof(fc.uuid(), ...known);
  if (typeof pattern !== 'string') return fc.oneof(...known);
  try {
    return fc.oneof(fc.stringMatching(new RegExp(pattern)), ...known);
  } catch {
    return fc.oneof(...known);
  }
}

function objectOf(schema: Schema, root: Schema, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
  const fields = Object.fromEntries(properties.map(([name, one]) => [name, valueOf(one, root, depth + 1)]));
  const required = (schema['required'] ?? []) as string[];
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  return fc.oneof(
    { arbitrary: whole, weight: 6 },
    { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 1 },
    { arbitrary: fc.dictionary(anyText, anyValue, { maxKeys: 3 }), weight: 1 },
  );
}

function operationsOf(document: Schema): Operation[] {
  const paths = document['paths'] as Record<string, Record<string, Schema>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const content = (operation['requestBody'] as Schema | undefined)?.['content'] as
        Record<string, Schema> | undefined;
      return {
        method: method.toUpperCase(),
        path,
        // A position that is not reached yet is answered 503 as promised, after a wait.
        parameters: ((operation['parameters'] ?? []) as Operation['parameters']).filter(
          ({ name }) => name !== 'atLeast',
        ),
        body: (content?.['application/json']?.['schema'] ?? null) as Schema | null,
      };
    }),
  );
}

/** Signing out would end the drill; not being ready is an answer of 503. */
const untouched = new Set(['DELETE /api/session', 'GET /api/health/ready']);

const inAddress = (value: unknown) =>
  encodeURIComponent(String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed()) || '%20';

function askedOf({ method, path, parameters, body }: Operation, root: Schema): fc.Arbitrary<Asked> {
  const places = fc.tuple(...parameters.map(({ schema }) => valueOf(schema ?? {}, root)));
  const sent = body === null ? fc.constant(null) : valueOf(body, root).map((value) => JSON.stringify(value) ?? '');
  return fc.tuple(places, sent).map(([values, text]) => {
    const query: string[] = [];
    let address = path;
    parameters.forEach(({ name, in: where }, index) => {
      const value = inAddress(values[index]);
      if (where === 'path') address = address.replace(`{${name}}`, value);
      else if (where === 'query') query.push(`${encodeURIComponent(name)}=${value}`);
    });
    return { method, path: query.length > 0 ? `${address}?${query.join('&')}` : address, body: text };
  });
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const curl = ({ method, path, body }: Asked) =>
  `curl -X ${method}${body === null ? '' : ` -H 'content-type: application/json' -d ${quoted(body)}`} ${quoted(`http://127.0.0.1:3000${path}`)}`;

/** Asks until something answers badly; then the smallest request that does. */
async function fuzz(
  requests: fc.Arbitrary<Asked>,
  count: number,
  seed: number,
  send: (asked: Asked) => Promise<number>,
) {
  const statuses = new Map<number, number>();
  const property = fc.asyncProperty(requests, async (asked) => {
    const status = await send(asked);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    return status < 500;
  });
  const { failed, counterexample } = await fc.check(property, { numRuns: count, seed, endOnFailure: false });
  return { statuses, broken: failed && counterexample ? counterexample[0] : null };
}

const sender =
  (server: TestApp) =>
  async ({ method, path, body }: Asked) =>
    (await server.request(method, path, { cookie: server.adminCookie, ...(body === null ? {} : { body }) })).status;

export const apiFuzz: Drill = {
  name: 'api-fuzz',
  promise: 'the server answers nonsense with reasons, never with an error of its own',
  target: '0 answers of 5xx',
  quick: false,
  async run(seed, smoke) {
    const server = await startTestApp();
    try {
      const { body } = await server.request('GET', '/api/openapi.json');
      const root = body as Schema;
      const operations = operationsOf(root).filter(({ method, path }) => !untouched.has(`${method} ${path}`));
      const requests = fc.constantFrom(...operations).chain((operation) => askedOf(operation, root));
      const { statuses, broken } = await fuzz(requests, smoke ? 300 : 20_000, seed, sender(server));
      const naive = async (asked: Asked) => (asked.body !== null && /[^\x20-\x7e]|\\u/.test(asked.body) ? 500 : 200);
      const control = await fuzz(requests, 1_000, seed, naive);
      const told = [...statuses].sort(([a], [b]) => a - b).map(([status, times]) => `${times} × ${status}`);
      return {
        figure: `${operations.length} operations: ${told.join(', ')}${broken ? `; ${curl(broken)}` : ''}`,
        holds: broken === null && [...statuses.keys()].some((status) => status < 300),
        control: {
          figure: `a server that knows only ASCII: ${control.broken ? curl(control.broken).slice(0, 120) : 'nothing found'}`,
          fails: control.broken !== null,
        },
      };
    } finally {
      await server.close();
    }
  },
};
