import { Problem } from './problem.js';
import { safeJson } from './safe-json.js';

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

describe('a body that comes in', () => {
  test('is read as it is, Kazakh letters and all', () => {
    expect(safeJson('{"a":[1,"Ақтау",null,true],"b":{"c":-0.5}}')).toEqual({
      a: [1, 'Ақтау', null, true],
      b: { c: -0.5 },
    });
    expect(safeJson(nested(31))).toBeDefined();
    expect(safeJson('')).toBeUndefined();
  });

  test.each([
    ['half a body', '{"a":'],
    ['a NUL in text', '{"a":"x\\u0000"}'],
    ['a NUL in a key', '{"x\\u0000":1}'],
    ['half a surrogate pair', '{"a":"\\ud800"}'],
    ['a number beyond all', '{"a":1e400}'],
    ['a reach for the prototype', '{"__proto__":{"x":1}}'],
    ['a reach for the constructor', '{"a":{"constructor":{"prototype":{"x":1}}}}'],
    ['33 levels', nested(33)],
    ['a hundred thousand levels', nested(100_000)],
  ])('is refused when it holds %s', (_, text) => {
    expect(() => safeJson(text)).toThrow(Problem);
    expect(({} as { x?: number }).x).toBeUndefined();
  });
});
