import type { Machine } from './machine.js';
import type { Measures } from './growth-measures.js';
import type { ScreensRow } from './growth-screens.js';
import { rounded } from './measure.js';
import type { SoakFigures } from './soak.js';

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
  /** Absent = not measured yet. */
  screens?: readonly ScreensRow[];
  soak?: SoakFigures;
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

const screenMeasures = ({ sockets, microsecondsEach, p99Ms, kibibytesEach }: ScreensRow): Point => ({
  size: sockets,
  measures: {
    'processor time of a delivery': { unit: 'µs', value: microsecondsEach },
    'a change until the last but one in a hundred has it': { unit: 'ms', value: p99Ms },
    'memory of an idle socket': { unit: 'KiB', value: kibibytesEach },
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

/** The page about growth, all of it from what was measured. */
export function page({ machine, series, screens, soak }: Growth): string {
  const facts = Object.entries(machine).map(([what, value]) => `${what} ${value}`);
  const tables = screens ? [...series, { of: 'screens', points: screens.map(screenMeasures) }] : series;
  const sections = tables.map((one) => `## With the number of ${one.of}\n\n${table(one)}`);
  if (soak) sections.push(`## With time\n\n${soakText(soak)}`);
  return `# Growth

Written by \`npm run growth\`; nothing here is typed by hand. Milliseconds are processor time of the program, without that of PostgreSQL,
where the line does not say otherwise; the last column is the measured exponent, 0.00 = does not grow with n.

${facts.join(' · ')}

${sections.join('\n\n')}
`;
}
