import fc from 'fast-check';
import { compareOrder, OrderedBoard, ranked, type Ranked, rowsOf } from './ranking.js';

const SEED = Number(process.env.PROPERTY_SEED ?? 20261101);
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);

/** Few values, so that many tie, and huge ones whose quotients round to the same number. */
const anyStanding = (collegeId: string): fc.Arbitrary<Ranked> =>
  fc
    .record({
      points: fc.oneof(fc.integer({ min: -2, max: 4 }), fc.constantFrom(2 ** 53 - 2, 2 ** 53 - 1)),
      kinds: fc.integer({ min: 0, max: 1 }),
      participants: fc.integer({ min: 0, max: 2 }),
      divisor: fc.constantFrom(200, 201, 400),
      name: fc.constantFrom('Ақтау', 'Бейнеу', 'Жаңаөзен'),
    })
    .map(({ name, ...numbers }) => {
      const names = { kk: name, ru: name, en: name };
      return ranked({ collegeId, names, shortNames: names, actions: 0, students: 300, league: null, ...numbers });
    });

const COLLEGES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
/** A college enters, changes, or leaves (null). */
const anySteps = fc.array(
  fc.constantFrom(...COLLEGES).chain((id) => fc.tuple(fc.constant(id), fc.option(anyStanding(id)))),
  { minLength: 1, maxLength: 40 },
);

describe.each(['total', 'per-100'] as const)('OrderedBoard %s', (board) => {
  it('equals a full sort after any change', () => {
    const property = fc.property(anySteps, (steps) => {
      const now = new Map<string, Ranked>();
      const own = new OrderedBoard<Ranked>(board, []);
      for (const [id, after] of steps) {
        own.replace(now.get(id), after ?? undefined);
        if (after) now.set(id, after);
        else now.delete(id);
        expect(own.ordered).toEqual([...now.values()].sort((a, b) => compareOrder(board, a, b)));
        const ranks = rowsOf(board, own.ordered).map(({ rank }) => rank);
        expect(own.ordered.map((one) => own.rankOf(one))).toEqual(ranks);
      }
    });
    fc.assert(property, { seed: SEED, numRuns: RUNS });
  });
});
