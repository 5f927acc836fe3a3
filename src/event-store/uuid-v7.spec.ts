import { v7 } from './uuid-v7.js';

describe('an event id', () => {
  it('is a UUID of version 7 that carries the time it was made', () => {
    const before = Date.now();
    const id = v7();
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    const time = Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now() + 1);
  });

  it('is greater than every one before it, also within a millisecond and when the clock goes back', () => {
    const now = Date.now() + 60_000;
    const ids = [
      ...Array.from({ length: 20_000 }, () => v7(now)),
      ...Array.from({ length: 10 }, (_, back) => v7(now - back)),
    ];
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
