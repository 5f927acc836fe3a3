import type { Machine } from './machine.js';
import type { Measure, Measures } from './growth-measures.js';
import { memoryOfSocket, type ScreensRow } from './growth-screens.js';
import { rounded } from './measure.js';
import type { SoakFigures } from './soak.js';

export interface Point {
  size: number;
  measures: Measures;
}

/** What grows with one thing: colleges of a challenge, or events of a history; `lists` are the pages of staff over so many events. */
export interface Series {
  of: 'colleges' | 'events' | 'lists' | 'screens';
  points: readonly Point[];
}

/** What is measured by itself, with `--only`. */
export const PARTS = ['colleges', 'events', 'lists', 'screens', 'soak'] as const;
export type Part = (typeof PARTS)[number];

/** When a part was measured, on what, and how it was asked for. */
export interface Run {
  on: string;
  machine: Machine;
  options: string;
}

export interface Growth {
  /** Each part is of its own day: the others stay as they were when one is measured anew. */
  runs: Partial<Record<Part, Run>>;
  series: readonly Series[];
  /** Absent = not measured yet. */
  screens?: readonly ScreensRow[];
  soak?: SoakFigures;
}

/**
 * The slope of log(value) over log(size), by least squares: 0 = it does not grow, 1 = it grows as its size. Null = it cannot be told, as
 * where a value is zero or less.
 */
export function exponent(points: readonly { size: number; value: number }[]): number | null {
  const logs = points.map(({ size, value }) => [Math.log(size), Math.log(value)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, log) => sum + log[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const spread = logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  if (logs.length < 2 || spread === 0 || points.some(({ value }) => value <= 0)) return null;
  return logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / spread;
}

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

const shown = ({ value, below }: Measure) => `${below ? '< ' : ''}${number(rounded(value))}`;

function table({ of, points }: Series): string {
  const names = [...new Set(points.flatMap(({ measures }) => Object.keys(measures)))];
  const rows = names.map((name) => {
    const found = points.flatMap(({ size, measures }) => (measures[name] ? [{ size, ...measures[name] }] : []));
    const slope = exponent(found.filter(({ below }) => !below));
    const cells = points.map(({ measures }) => (measures[name] ? shown(measures[name]) : '–'));
    return `| ${name}, ${found[0]!.unit} | ${cells.join(' | ')} | ${slope === null ? '–' : `n^${slope.toFixed(2)}`} |`;
  });
  const heads = points.map(({ size }) => `${number(size)} ${of === 'lists' ? 'events' : of}`);
  return [`| | ${heads.join(' | ')} | grows as |`, `|---|${heads.map(() => '--:').join('|')}|--:|`, ...rows].join('\n');
}

const screenMeasures = (row: ScreensRow): Point => ({
  size: row.sockets,
  measures: {
    'processor time of a delivery': { unit: 'µs', value: row.microsecondsEach },
    'a change until the last but one in a hundred has it': { unit: 'ms', value: row.p99Ms },
    'memory of an idle socket': memoryOfSocket(row),
  },
});

function soakText({
  seconds,
  samples,
  megabytesAnHour: held,
  residentAnHour,
  files,
  actions,
  bytesAnAction,
}: SoakFigures) {
  const range = (one: SoakFigures['megabytesAnHour']) =>
    `${one.middle.toFixed(2)} MB an hour (95 %: ${one.low.toFixed(2)} to ${one.high.toFixed(2)})`;
  return `Twenty reads a second, sockets that come and go, commands that are refused and commands that are repeated under their key, for ${number(Math.round(seconds))} s
after the warm-up, ${samples} samples after a collection. What objects and buffers take grows by ${range(held)}; the resident set, with compiled
code and with what V8 and the allocator do not give back yet, by ${range(residentAnHour)}; open files by ${files}. Then ${number(actions)} actions are
approved: each takes ${number(Math.round(bytesAnAction))} B more, as the history that it is.`;
}

const machineLine = (machine: Machine) =>
  Object.entries(machine)
    .map(([what, value]) => `${what} ${value}`)
    .join(' · ');

function section(title: string, part: Part, text: string, { runs }: Growth): string {
  const run = runs[part];
  const command = `npm run growth -- --only ${part} ${run?.options}`;
  const origin = run
    ? `Measured ${run.on}; \`${command}\` does it anew. Machine: ${machineLine(run.machine)}.\n\n`
    : '';
  return `## ${title}\n\n${origin}${text}`;
}

/** The page about growth, all of its figures from what was measured. */
export function page(growth: Growth): string {
  const { series, screens, soak } = growth;
  const tables: readonly Series[] = screens
    ? [...series, { of: 'screens', points: screens.map(screenMeasures) }]
    : series;
  const titleOf = ({ of }: Series) =>
    of === 'lists' ? 'Pages of staff, from the question to the answer' : `With the number of ${of}`;
  const sections = tables.map((one) => section(titleOf(one), one.of, table(one), growth));
  if (soak) sections.push(section('With time', 'soak', soakText(soak), growth));
  return `# Growth

Written by \`npm run growth\` from what it measured (growth.json); each part says when, on what and how it was measured. Milliseconds are
processor time of the program, without that of PostgreSQL, where the line does not say otherwise; < = too little to be told; the last column
is the measured exponent of what could be told, 0.00 = does not grow with n.

${sections.join('\n\n')}
`;
}
