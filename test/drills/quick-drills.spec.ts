import { drills } from './drills.js';

const SEED = 20_260_301;

describe('the quick drills', () => {
  const quick = drills.filter((drill) => drill.quick);
  // The gate runs every drill in a step of its own.
  const test = process.env['DRILLS'] === 'later' ? it.skip : it;

  test.each(quick.map((drill) => [drill.name, drill] as const))(
    '%s: the promise holds, and its control fails',
    async (_name, drill) => {
      const outcome = await drill.run(SEED, true);
      expect(outcome).toMatchObject({ holds: true, control: { fails: true } });
    },
    180_000,
  );

  it('every drill has a unique name, a promise and a target', () => {
    expect(new Set(drills.map(({ name }) => name)).size).toBe(drills.length);
    expect(drills.filter(({ promise, target }) => promise === '' || target === '')).toEqual([]);
    expect(quick.length).toBeGreaterThan(0);
  });
});
