import { drills, sideBySide } from './drills.js';

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

  it('no drill with a limit of time or memory runs beside another', () => {
    const limited = drills.filter(({ target }) => /(≤|<) [\d.]+ (ms|s|MB|B)\b|p99|ratio|the limit/.test(target));
    expect(limited.length).toBeGreaterThan(15);
    expect(sideBySide.filter((drill) => limited.includes(drill))).toEqual([]);
    expect(new Set(sideBySide).size).toBe(sideBySide.length);
  });
});
