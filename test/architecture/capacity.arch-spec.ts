import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Capacity, EXPECTED, needOf, PLACES, render } from '../../bench/capacity.js';

const docs = path.join(__dirname, '../../docs');
const figures = path.join(docs, 'capacity.json');
const measured = existsSync(figures) ? (JSON.parse(readFileSync(figures, 'utf8')) as Capacity) : null;

const example: Capacity = {
  at: '2026-11-01T00:00:00.000Z',
  machine: { cores: 2 },
  sizes: { events: 1_000, steps: 10, sockets: 100 },
  costs: {
    appendServerMicros: 101,
    appendDatabaseMicros: 43,
    stepServerMicros: 5_003,
    stepDatabaseMicros: 3_001,
    rebuildServerMicros: 307,
    rebuildDatabaseMicros: 109,
    eventBytes: 311,
    eventDiskBytes: 701,
    readModelDiskBytes: 2_003,
    startMemoryBytes: 1_300_000,
    eventMemoryBytes: 907,
    socketKibibytes: 5.3,
    deliveryMicros: 29,
    boardMicros: 401,
    boardBytes: 9_001,
    boardRows: 30,
  },
};

describe('the page of capacity', () => {
  it('equals the rendering of its figures', () => {
    expect(readFileSync(path.join(docs, 'capacity.md'), 'utf8')).toBe(render(measured));
  });

  it.each(Object.keys(example.costs))('would differ with another figure of %s', (name) => {
    const cost = example.costs[name as keyof Capacity['costs']];
    const other = { ...example, costs: { ...example.costs, [name]: cost * 2 } };
    expect(render(other)).not.toBe(render(example));
  });

  it('every cost is measured, or none', () => {
    const costs = Object.entries(measured?.costs ?? example.costs);
    expect(costs.map(([name]) => name).sort()).toEqual(Object.keys(example.costs).sort());
    expect(costs.filter(([, value]) => !Number.isFinite(value) || value < 0)).toEqual([]);
  });

  it('prices memory by start and open challenges, not by history', () => {
    const [one] = PLACES;
    const memoryOf = (costs: Partial<Capacity['costs']>) => needOf(one!, { ...example.costs, ...costs }).foldMemory;
    const started = memoryOf({ eventMemoryBytes: 0 });
    expect(started).toBe(example.costs.startMemoryBytes);
    const eventsOfSeason =
      one!.colleges * EXPECTED.actionsPerCollegeAndDay * EXPECTED.eventsPerAction * EXPECTED.challengeDays;
    expect(memoryOf({}) - started).toBeCloseTo(eventsOfSeason * example.costs.eventMemoryBytes);
  });

  it('ten times the colleges need ten times the processors and the disk', () => {
    const [one, ten] = PLACES.map((place) => needOf(place, example.costs));
    expect(ten!.writingCores).toBeCloseTo(10 * one!.writingCores);
    expect(ten!.diskPerYear).toBeCloseTo(10 * one!.diskPerYear);
  });
});
