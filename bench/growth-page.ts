import type { Machine } from './machine.js';
import type { Measures } from './growth-measures.js';
import { rounded } from './measure.js';

export interface Point {
  size: number;
  measures: Measures;
}

/** What grows with one thing: colleges of a challenge, or events of a history. */
export interface Series {
  of: string;
  points: readonly Point[];
}

export interface Growth {
  machine: Machine;
  series: readonly Series[];
}

/** The slope of log(value) over log(size), by least squares: 0 = it does not grow, 1 = it grows as its size. Null = it cannot be told. */
export function exponent(points: readonly { size: number; value: number }[]): number | null {
  const logs = points
    .filter(({ value }) => value > 0)
    .map(({ size, value }) => [Math.log(size), Math.log(value)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  if (logs.length < 2 || spread === 0) return null;
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / spread;
}

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

function table({ of, points }: Series): string {
  const names = [...new Set(points.flatMap(({ measures }) => Object.keys(measures)))];
  const rows = names.map((name) => {
    const found = points.flatMap(({ size, measures }) => (measures[name] ? [{ size, ...measures[name] }] : []));
    const slope = exponent(found);
    const cells = points.map(({ measures }) => (measures[name] ? number(rounded(measures[name].value)) : '–'));
    return `| ${name}, ${found[0]!.unit} | ${cells.join(' | ')} | ${slope === null ? '–' : `n^${slope.toFixed(2)}`} |`;
  });
  const heads = points.map(({ size }) => `${number(size)} ${of}`);
  return [`| | ${heads.join(' | ')} | grows as |`, `|---|${heads.map(() => '--:').join('|')}|--:|`, ...rows].join('\n');
}

/** The page about growth, all of it from what was measured. */
export function page({ machine, series }: Growth): string {
  const facts = Object.entries(machine).map(([what, value]) => `${what} ${value}`);
  return `# Growth

Written by \`npm run growth\`; nothing here is typed by hand. Milliseconds are processor time of the program, without that of PostgreSQL;
the last column is the measured exponent, 0.00 = does not grow with n.

${facts.join(' · ')}

${series.map((one) => `## With the number of ${one.of}\n\n${table(one)}`).join('\n\n')}
`;
}
