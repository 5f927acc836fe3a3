import { exponent, page } from '../../bench/growth-page.js';

const points = (grow: (size: number) => number) => [30, 770, 100_000].map((size) => ({ size, value: grow(size) }));

describe('the page about growth', () => {
  it('finds the exponent by which something grows', () => {
    expect(exponent(points(() => 7))).toBeCloseTo(0);
    expect(exponent(points((n) => 3 * n))).toBeCloseTo(1);
    expect(exponent(points((n) => n * n))).toBeCloseTo(2);
  });

  it('says nothing of what was measured at one size only', () => {
    expect(exponent([{ size: 30, value: 1 }])).toBeNull();
    expect(exponent([...Array(2)].map(() => ({ size: 30, value: 1 })))).toBeNull();
  });

  it('says what was measured at each size, and leaves out what was not', () => {
    const measures = (value: number) => ({ 'a start': { unit: 'ms' as const, value } });
    const series = [
      {
        of: 'events',
        points: [
          { size: 1_000, measures: measures(20) },
          { size: 10_000, measures: measures(200) },
          { size: 100_000, measures: {} },
        ],
      },
    ];
    const text = page({ machine: { cores: 2 }, series });
    expect(text).toContain('cores 2');
    expect(text).toContain('| | 1,000 events | 10,000 events | 100,000 events | grows as |');
    expect(text).toContain('| a start, ms | 20 | 200 | – | n^1.00 |');
  });

  it('tells what screens and time cost once that was measured', () => {
    expect(page({ machine: {}, series: [] })).not.toMatch(/screens|With time/);
    const screens = [10, 100].map((sockets) => ({ sockets, microsecondsEach: 8, p99Ms: sockets, kibibytesEach: 20 }));
    const anHour = { middle: 0.2, low: -0.3, high: 0.7 };
    const soak = {
      seconds: 1_000,
      samples: 40,
      megabytesAnHour: anHour,
      megabytes: 0.05,
      residentAnHour: { middle: 5, low: 1, high: 9 },
      files: 0,
      actions: 1_000,
      bytesAnAction: 1_563,
    };
    const text = page({ machine: {}, series: [], screens, soak });
    expect(text).toContain('| processor time of a delivery, µs | 8 | 8 | n^0.00 |');
    expect(text).toContain('grows by 0.20 MB an hour (95 %: -0.30 to 0.70)');
    expect(text).toContain('each takes 1,563 B more');
  });
});
