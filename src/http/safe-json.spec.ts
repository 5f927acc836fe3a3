import { Problem } from './problem.js';
import { safeJson as parse } from './safe-json.js';

const safeJson = (text: string) => parse(Buffer.from(text));
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('safeJson', () => {
  it('parses UTF-8 with Kazakh letters', () => {
    expect(safeJson('{"a":[1,"Ақтау",null,true],"b":{"c":-0.5}}')).toEqual({
      a: [1, 'Ақтау', null, true],
      b: { c: -0.5 },
    });
    expect(safeJson(nested(31))).toBeDefined();
    expect(safeJson('')).toBeUndefined();
  });

  it('skips a byte order mark', () => {
    expect(safeJson('\ufeff{"a":"Ұ"}')).toEqual({ a: 'Ұ' });
    expect(safeJson('\ufeff')).toBeUndefined();
    expect(() => safeJson('{"a":\ufeff1}')).toThrow(Problem);
  });

  it('refuses bytes that are not UTF-8', () => {
    for (const bytes of [
      [0x22, 0xd2, 0x22],
      [0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ])
      expect(() => parse(Buffer.from(bytes))).toThrow(Problem);
  });

  it.each([
    ['half a body', '{"a":'],
    ['a NUL in text', '{"a":"x\\u0000"}'],
    ['a NUL in a key', '{"x\\u0000":1}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['a number beyond all', '{"a":1e400}'],
    ['a reach for the prototype', '{"__proto__":{"x":1}}'],
    ['a reach for the constructor', '{"a":{"constructor":{"prototype":{"x":1}}}}'],
    ['33 levels', nested(33)],
    ['a hundred thousand levels', nested(100_000)],
  ])('refuses %s', (_, text) => {
    expect(() => safeJson(text)).toThrow(Problem);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});
