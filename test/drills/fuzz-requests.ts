import fc from 'fast-check';
import type { Answer } from '../support/app.js';
import type { Contract, Json, Operation } from '../support/contract.js';
import { anyText, RAW_BODIES, SchemaValues } from './fuzz-values.js';

export interface Asked {
  operation: Operation;
  who: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
  /** Values of the query as they were sent. */
  query: Record<string, string>;
}

export interface OneOperation {
  method: string;
  path: string;
  operation: Operation;
}

export const operationsOf = ({ paths }: Contract): OneOperation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

const inAddress = (value: unknown) =>
  encodeURIComponent(String(typeof value === 'object' ? JSON.stringify(value) : value).toWellFormed()) || '%20';
const inHeader = (value: unknown) =>
  String(value)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .trim();

/** Ids that are there in the played season; none = those of the contract. */
function idsIn(path: string, name: string): readonly string[] {
  if (name === 'collegeId' || path.startsWith('/api/colleges')) return ['teniz', 'dala', 'shagala'];
  if (name === 'track') return ['green', 'amal'];
  if (name === 'version') return ['1', '2'];
  if (name !== 'id') return [];
  return path.startsWith('/api/actions')
    ? ['trees-1', 'dala-1', 'dala-2', 'new-1', 'new-2']
    : ['green-2026', 'amal-2026'];
}

/** Requests to an operation: as its contract wants them, nearly so, or not at all. */
export function requestsTo(
  { method, path, operation }: OneOperation,
  contract: Contract,
  people: readonly string[],
): fc.Arbitrary<Asked> {
  const values = new SchemaValues(contract);
  // A position that is not reached yet is answered 503 as promised, after a wait.
  const parameters = (operation.parameters ?? []).filter(({ name }) => name !== 'atLeast');
  const schema = operation.requestBody?.content['application/json']?.schema;
  const places = fc.tuple(
    ...parameters.map(({ name, schema: one = {}, in: where }) =>
      where === 'path'
        ? fc.oneof(...idsIn(path, name).map((id) => fc.constant<unknown>(id)), values.of(one))
        : fc.option(values.field(name, one), { nil: undefined }),
    ),
  );
  const body = schema
    ? fc.oneof(
        { arbitrary: values.of(schema).map((value) => JSON.stringify(value) ?? ''), weight: 20 },
        { arbitrary: fc.constantFrom(...RAW_BODIES), weight: 1 },
      )
    : fc.constant(null);
  const stray = fc.oneof({ arbitrary: fc.constant(null), weight: 12 }, { arbitrary: anyText, weight: 1 });
  return fc.tuple(places, body, fc.constantFrom(...people), stray).map(([found, sent, who, extra]) => {
    const query: Record<string, string> = {};
    const headers: Record<string, string> = {};
    const written: string[] = [];
    let address = path;
    parameters.forEach(({ name, in: where }, index) => {
      const value = found[index];
      if (value === undefined) return;
      if (where === 'path') address = address.replace(`{${name}}`, inAddress(value));
      if (where === 'query') {
        query[name] = decodeURIComponent(inAddress(value));
        written.push(`${encodeURIComponent(name)}=${inAddress(value)}`);
      }
      if (where === 'header') headers[name.toLowerCase()] = inHeader(value);
    });
    if (extra !== null && extra !== '') written.push(`${inAddress(extra)}=${inAddress(extra)}`);
    return {
      operation,
      who,
      method,
      path: written.length > 0 ? `${address}?${written.join('&')}` : address,
      headers,
      body: sent,
      query,
    };
  });
}

/** The fault of a response; null = none. */
export function faultOf(asked: Asked, answer: Answer, contract: Contract): string | null {
  const { operation, body } = asked;
  if (answer.status >= 500) return `answered ${answer.status}`;
  const [mismatch] = contract.answerFaults(operation, answer);
  if (mismatch) return `answered ${answer.status} against its contract: ${mismatch}`;
  if (answer.status >= 400) return null;
  const schema = operation.requestBody?.content['application/json']?.schema;
  const [wrong] = schema && body !== null ? wrongBody(body, schema, contract) : wrongQuery(asked, contract);
  return wrong === undefined ? null : `accepted what its contract forbids: ${wrong}`;
}

function wrongBody(body: string, schema: Json, contract: Contract): string[] {
  try {
    return contract.mismatches(schema, tidy(JSON.parse(body === '' ? '{}' : body)));
  } catch {
    return ['no JSON'];
  }
}

function wrongQuery({ operation, query }: Asked, contract: Contract): string[] {
  return (operation.parameters ?? []).flatMap(({ name, in: where, schema, required }) => {
    const sent = query[name];
    if (where !== 'query' || !schema) return [];
    if (sent === undefined) return required ? [`${name} is missing`] : [];
    const isNumber = schema['type'] === 'integer' || schema['type'] === 'number';
    return contract.mismatches(schema, isNumber ? Number(sent) : sent).map((fault) => `${name} ${fault}`);
  });
}

/** Text as the door reads it: composed, and without spaces around it. */
function tidy(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC').trim();
  if (Array.isArray(value)) return value.map(tidy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, tidy(one)]));
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The request as a line for a shell; whose session it needs stands in front. */
export const curl = ({ who, method, path, headers, body }: Asked) =>
  [
    `curl -X ${method} -b "$${who}"`,
    ...Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`-H 'content-type: application/json' -d ${quoted(body)}`]),
    quoted(`http://127.0.0.1:3000${path}`),
  ].join(' ');
