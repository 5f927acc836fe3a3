import { canonicalJson } from './canonical-json.js';

describe('Canonical JSON', () => {
  test.each([
    [
      'sorts keys by their code units, inside too',
      { b: 1, a: { $: 2, Z: 3, z: 4 } },
      '{"a":{"$":2,"Z":3,"z":4},"b":1}',
    ],
    ['sorts keys that look like numbers as the texts they are', { 9: 1, 10: 2, a: 3 }, '{"10":2,"9":1,"a":3}'],
    ['leaves out what is undefined', { a: undefined, b: null, c: [true, false] }, '{"b":null,"c":[true,false]}'],
    ['escapes only what must be', { q: 'a"b\\c\n', қ: 'Ақтау' }, '{"q":"a\\"b\\\\c\\n","қ":"Ақтау"}'],
    ['takes what has no prototype', Object.assign(Object.create(null), { b: 1, a: [] }), '{"a":[],"b":1}'],
  ])('%s', (_, value, text) => expect(canonicalJson(value)).toBe(text));

  test('has many keys in the same order as few', () => {
    const keys = Array.from({ length: 90 }, (_, n) => `k${(n * 37) % 90}`);
    const text = canonicalJson(Object.fromEntries(keys.map((key) => [key, 1])));
    expect(Object.keys(JSON.parse(text) as object)).toEqual([...keys].sort());
  });

  test.each([
    ['$.a.b[1]: lone surrogate', { a: { b: ['x', '\ud800'] } }],
    ['$.a: text is not NFC', { a: 'e\u0301' }],
    ['$ key: text is not NFC', { 'e\u0301': 1 }],
    ['$.n: 0.5 is not a safe integer', { n: 0.5 }],
    ['$.n: 0 is not a safe integer', { n: -0 }],
    ['$.at: not a plain object', { at: new Date(0) }],
    ['$.a[0]: undefined cannot be stored', { a: [undefined] }],
    ['$.f: function cannot be stored', { f: () => 1 }],
    ['$.big: bigint cannot be stored', { big: 1n }],
  ])('refuses, and says where: %s', (message, value) => {
    expect(() => canonicalJson(value)).toThrow(new TypeError(message));
  });
});
