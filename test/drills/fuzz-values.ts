import fc from 'fast-check';
import type { Contract, Json } from '../support/contract.js';

/** Hostile values: injection, formulas, paths, Unicode, lengths, prototype names. */
export const HOSTILE: readonly string[] = [
  '',
  ' ',
  'null',
  'NaN',
  '../../etc/passwd',
  '..\\..\\boot.ini',
  '%00',
  "' OR 1=1 --",
  "'; DROP TABLE accounts; --",
  '" UNION SELECT login, password_hash FROM accounts --',
  '$1; SELECT pg_sleep(5)',
  '{"$gt":""}',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '${7*7}{{7*7}}',
  '=1+1',
  '@SUM(1)',
  'a\r\nSet-Cookie: x=1',
  '\u0000',
  '\u202e\u0000',
  '\u202egnp.exe',
  'a\u200bb',
  '\ufeffa',
  '\ud800',
  'e\u0301',
  'ﬀ',
  'İı',
  'ҚОРЖЫН',
  'Aқтау',
  '٣',
  '９',
  '𝟙',
  '👨‍👩‍👧‍👦',
  'ص'.repeat(200),
  '2026-02-30',
  '0000-00-00',
  '99999-12-31',
  '9'.repeat(400),
  '-1',
  '1e400',
  '0x10',
  'x'.repeat(5_000),
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
];

/** Bodies that no generator of values makes. */
export const RAW_BODIES: readonly string[] = [
  '',
  'null',
  '[]',
  '""',
  '0',
  '{',
  '{"a":1e400}',
  '{"a":"\\u0000"}',
  '{"a":"\\ud800"}',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"verified":{"__proto__":1}}',
  '{"names":{"kk":"a","kk":"b"}}',
  `${'['.repeat(5_000)}${']'.repeat(5_000)}`,
  `{${Array.from({ length: 2_000 }, (_, n) => `"k${n}":1`).join()}}`,
  '\ufeff{}',
  '{"a":1}garbage',
];

/** Ids and words that are there in the season, so that requests get past the first look. */
const KNOWN = ['green-2026', 'amal-2026', 'teniz', 'dala', 'shagala', 'trees-1', 'dala-1', 'dala-2', 'aktau'];
const WORDS = [...KNOWN, 'G4', 'trees', 'participants', 'not-real', 'recount', '2026-09-04', '2026-09-01', 'Ақтау'];

/** Usual values by field name; without them hardly a request would pass its schema. */
const USUAL: Readonly<Record<string, readonly unknown[]>> = {
  challengeId: ['green-2026', 'amal-2026'],
  collegeId: ['teniz', 'dala', 'shagala'],
  kind: ['G4', 'G1'],
  doneOn: ['2026-09-04', '2026-09-01', '2026-02-30'],
  doneFrom: ['2026-09-01'],
  asOf: ['2026-08-20'],
  enrolmentAsOf: ['2026-09-01'],
  opensOn: ['2026-10-01'],
  closesOn: ['2026-11-30'],
  verified: [{ trees: 3 }, { trees: 5, participants: 2 }],
  claimed: [{ trees: { value: 3, precision: 'about' } }],
  partners: [[], ['dala']],
  reason: ['not-real', 'recount'],
  district: ['aktau', 'beineu'],
  students: [280, 640],
  points: [-3, 5],
  revision: [0, 1, 2],
};

export const anyText = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 40 }));
const anyValue: fc.Arbitrary<unknown> = fc.oneof(
  anyText,
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, true, false, [], {}, Number.MAX_SAFE_INTEGER, -0, 1e308),
);

/** Values that a schema allows, near to it, or nothing of the kind. */
export class SchemaValues {
  constructor(private readonly contract: Contract) {}

  of(schema: Json, depth = 0): fc.Arbitrary<unknown> {
    return fc.oneof({ arbitrary: this.good(schema, depth), weight: 12 }, { arbitrary: anyValue, weight: 1 });
  }

  /** A value for a field or a parameter of a name. */
  field(name: string, schema: Json, depth = 0): fc.Arbitrary<unknown> {
    const usual = USUAL[name];
    return usual
      ? fc.oneof({ arbitrary: fc.constantFrom(...usual), weight: 4 }, this.of(schema, depth))
      : this.of(schema, depth);
  }

  private good(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const reference = schema['$ref'];
    if (typeof reference === 'string') {
      const found = this.contract.schemas[reference.replace('#/components/schemas/', '')];
      return depth > 5 ? fc.constant(null) : this.good(found ?? {}, depth + 1);
    }
    const choices = (schema['anyOf'] ?? schema['oneOf']) as Json[] | undefined;
    if (choices && depth < 6) return fc.oneof(...choices.map((one) => this.good(one, depth + 1)));
    if ('const' in schema) return fc.constant(schema['const']);
    if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
    switch (schema['type']) {
      case 'object':
        return depth > 6 ? fc.constant({}) : this.object(schema, depth);
      case 'array':
        return fc.array(this.of((schema['items'] ?? {}) as Json, depth + 1), { maxLength: 3 });
      case 'integer':
      case 'number':
        return fc.oneof(fc.nat(60), fc.integer(), fc.constantFrom(schema['maximum'] ?? 1, schema['minimum'] ?? 0));
      case 'boolean':
        return fc.boolean();
      case 'string':
        return textOf(schema);
      default:
        return anyValue;
    }
  }

  private object(schema: Json, depth: number): fc.Arbitrary<unknown> {
    const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Json>);
    const fields = Object.fromEntries(properties.map(([name, one]) => [name, this.field(name, one, depth + 1)]));
    const required = ((schema['required'] ?? []) as string[]).filter((name) => name in fields);
    const more = schema['additionalProperties'];
    const whole =
      typeof more === 'object' && more !== null
        ? fc.dictionary(fc.oneof(fc.constantFrom(...WORDS), anyText), this.of(more as Json, depth + 1), { maxKeys: 3 })
        : fc.record(fields, { requiredKeys: required });
    return fc.oneof(
      { arbitrary: whole, weight: 12 },
      { arbitrary: fc.record(fields, { requiredKeys: [] }), weight: 1 },
      {
        arbitrary: fc
          .tuple(whole, fc.constantFrom('role', 'status', 'id', 'points', 'toString', 'x'), anyValue)
          .map(([value, name, extra]) => ({ ...(value as object), [name]: extra })),
        weight: 1,
      },
    );
  }
}

function textOf({ pattern, format, maxLength }: Json): fc.Arbitrary<string> {
  const common = { arbitrary: fc.constantFrom(...WORDS), weight: 5 };
  const odd = { arbitrary: anyText, weight: 1 };
  const long = typeof maxLength === 'number' && maxLength < 10_000 ? [maxLength, maxLength + 1] : [300];
  const edge = { arbitrary: fc.constantFrom(...long).map((length) => 'ә'.repeat(length)), weight: 1 };
  if (format === 'uuid') return fc.oneof({ arbitrary: fc.uuid(), weight: 5 }, odd);
  if (format === 'uri')
    return fc.oneof({ arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }), weight: 5 }, odd);
  if (typeof pattern !== 'string') return fc.oneof(common, odd, edge);
  try {
    return fc.oneof(common, odd, { arbitrary: fc.stringMatching(new RegExp(pattern)), weight: 1 });
  } catch {
    return fc.oneof(common, odd);
  }
}
