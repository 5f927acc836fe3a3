import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exponent, type Growth, page, PARTS } from '../../bench/growth.js';

const points = (grow: (size: number) => number) => [30, 770, 100_000].map((size) => ({ size, value: grow(size) }));

describe('the page about growth', () => {
  it('finds the exponent of a growth', () => {
    expect(exponent(points(() => 7))).toBeCloseTo(0);
    expect(exponent(points((n) => 3 * n))).toBeCloseTo(1);
    expect(exponent(points((n) => n * n))).toBeCloseTo(2);
  });

  it('gives no exponent where a value is zero or less', () => {
    expect(exponent([0, 1, 2].map((value) => ({ size: 10 ** value, value })))).toBeNull();
    expect(exponent([-1, 1, 2].map((value) => ({ size: 10 ** (value + 1), value })))).toBeNull();
  });

  it('names date, machine and command of each part', () => {
    const series = [
      { of: 'colleges' as const, points: [] },
      { of: 'events' as const, points: [] },
    ];
    const runs = {
      colleges: { on: '2026-11-24', machine: { cores: 2 }, options: '--most-colleges 770' },
      events: { on: '2026-11-25', machine: { cores: 4 }, options: '--most-events 1000' },
    };
    const text = page({ runs, series });
    expect(text).toContain(
      '2026-11-24; `npm run growth -- --only colleges --most-colleges 770` repeats it. Machine: cores 2.',
    );
    expect(text).toContain(
      '2026-11-25; `npm run growth -- --only events --most-events 1000` repeats it. Machine: cores 4.',
    );
  });

  it('reports an upper bound where memory is below the noise', () => {
    const row = { microsecondsEach: 8, p99Ms: 1 };
    const screens = [
      { ...row, sockets: 10, kibibytesEach: 0 },
      { ...row, sockets: 100, kibibytesEach: 5 },
      { ...row, sockets: 1_000, kibibytesEach: 5 },
    ];
    expect(page({ runs: {}, series: [], screens })).toContain(
      '| memory of an idle socket, KiB | < 28.44 | 5 | 5 | n^0.00 |',
    );
  });

  it('equals the rendering of its record', () => {
    const docs = path.join(__dirname, '../../docs');
    const record = JSON.parse(readFileSync(path.join(docs, 'growth.json'), 'utf8')) as Growth;
    expect(readFileSync(path.join(docs, 'growth.md'), 'utf8')).toBe(page(record));
    const parts = [...record.series.map(({ of }) => of), ...PARTS.filter((part) => part in record)];
    expect(Object.keys(record.runs).sort()).toEqual(parts.sort());
  });

  it('omits the exponent of a measure with one size', () => {
    expect(exponent([{ size: 30, value: 1 }])).toBeNull();
    expect(exponent([...Array(2)].map(() => ({ size: 30, value: 1 })))).toBeNull();
  });

  it('shows each measured size and omits the others', () => {
    const measures = (value: number) => ({ 'a start': { unit: 'ms' as const, value } });
    const series = [
      {
        of: 'events' as const,
        points: [
          { size: 1_000, measures: measures(20) },
          { size: 10_000, measures: measures(200) },
          { size: 100_000, measures: {} },
        ],
      },
    ];
    const text = page({ runs: {}, series });
    expect(text).toContain('| | 1,000 events | 10,000 events | 100,000 events | grows as |');
    expect(text).toContain('| a start, ms | 20 | 200 | – | n^1.00 |');
  });

  it('shows the costs of screens and time once measured', () => {
    expect(page({ runs: {}, series: [] })).not.toMatch(/screens|With time/);
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
    const text = page({ runs: {}, series: [], screens, soak });
    expect(text).toContain('| processor time of a delivery, µs | 8 | 8 | n^0.00 |');
    expect(text).toContain('grow by 0.20 MB an hour (95 %: -0.30 to 0.70)');
    expect(text).toContain('each takes 1,563 B more');
  });
});
