import { ReadyChecks } from './ready-checks.js';

describe('ReadyChecks', () => {
  let asked = 0;
  let isUp = true;
  let checks: ReadyChecks;

  beforeEach(() => {
    jest.useFakeTimers();
    [asked, isUp] = [0, true];
    checks = new ReadyChecks();
    checks.add('database', async () => {
      asked += 1;
      return { up: isUp };
    });
  });
  afterEach(() => void jest.useRealTimers());

  const stateOf = async () => Object.fromEntries(await checks.states());

  it('asks a part once for any number of questions within a second', async () => {
    await Promise.all(Array.from({ length: 1_000 }, () => checks.states()));
    await jest.advanceTimersByTimeAsync(999);
    await checks.states();
    expect(asked).toBe(1);
  });

  it('shows a change after a second', async () => {
    expect(await stateOf()).toEqual({ database: { up: true } });
    isUp = false;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(await stateOf()).toEqual({ database: { up: false } });
  });

  it('shows a restored part within a tenth of a second', async () => {
    isUp = false;
    await Promise.all(Array.from({ length: 1_000 }, () => checks.states()));
    expect(asked).toBe(1);
    isUp = true;
    await jest.advanceTimersByTimeAsync(100);
    expect(await stateOf()).toEqual({ database: { up: true } });
  });

  it('shows a part that was added at once', async () => {
    await checks.states();
    checks.add('history', () => ({ up: true }));
    expect(Object.keys(await stateOf())).toEqual(['database', 'history']);
  });

  it('asks a part that hangs no second time before its patience ends', async () => {
    let hanging = 0;
    checks.add('history', () => {
      hanging += 1;
      return new Promise(() => undefined);
    });
    const first = stateOf();
    for (let n = 0; n < 19; n += 1) {
      await jest.advanceTimersByTimeAsync(100);
      void checks.states();
    }
    expect(hanging).toBe(1);
    await jest.advanceTimersByTimeAsync(200);
    expect((await first)['history']).toEqual({ up: false, reason: 'no answer in time' });
  });
});
