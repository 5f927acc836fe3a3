import type { Rulebook } from '../../src/events/rulebook.js';
import { History } from './standings.fixture.js';
import { boardOf } from './standings.queries.js';

export const kind = (base: number, more: Partial<Rulebook['kinds'][string]> = {}) => ({
  base,
  cap: 100,
  parts: [],
  perDay: 1,
  seasonCap: null,
  ...more,
});
export const trees = { metric: 'trees', step: 1, weight: 1, max: null };

export const rules: Rulebook = {
  kinds: {
    tree: kind(8, {
      cap: 40,
      parts: [trees],
      titles: { kk: 'Ағаш отырғызу', ru: 'Посадка деревьев', en: 'Tree planting' },
    }),
    visit: kind(10),
    fair: kind(30),
  },
  lateAfterDays: 14,
  shareCap: { percent: 100, from: 0 },
  diversity: { points: 0, kinds: 0 },
  per100: { minimumStudents: 200 },
};

export const colleges = [
  { id: 'anar', students: 400, name: 'Анар', league: 'M' },
  { id: 'bota', students: 900, name: 'Бота', league: 'L' },
  { id: 'gul', students: 250, name: 'Гүл', league: 'M' },
];

/** A challenge of three colleges that has just opened. */
export const season = () => new History().announce().publish(rules).open(colleges);

/** Points on the total board, by college. */
export const points = (history: History, audience: 'staff' | 'public' = 'staff') =>
  Object.fromEntries(boardOf(history.fold(), audience, 'total').rows.map((row) => [row.collegeId, row.points]));
