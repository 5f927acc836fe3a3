import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BadArgument, describeMachine, type BenchContext, type Machine, openBenchContext } from './harness.js';
import { LiveStage, soak, type SoakFigures } from './live.js';
import type { Measure, Measures } from './measure-process.js';
import { median, rounded } from './harness.js';
import { RpcProcess } from './rpc-process.js';

const COLLEGES = [30, 770, 100_000];
const SMOKE_COLLEGES = [30, 77];
const FEWEST_EVENTS = 10_000;
const SMOKE_EVENTS = 1_000;

/** Each point in a process of its own, so that none finds the heap of another. */
async function measure(what: 'colleges' | 'events' | 'lists', body: object): Promise<Measures> {
  const child = RpcProcess.start('measure-process.ts', ['--max-old-space-size=8192']);
  try {
    return await child.call<Measures>(what, body);
  } finally {
    await child.stop();
  }
}

async function points(
  sizes: readonly number[],
  what: 'colleges' | 'events' | 'lists',
  at: (size: number) => Promise<Measures>,
): Promise<Series> {
  const measured: Point[] = [];
  for (const size of sizes) {
    console.error(`${what}: ${size} …`);
    measured.push({ size, measures: await at(size) });
  }
  return { of: what, points: measured };
}

const SMOKE_SCREENS = [10, 50];
const SOAK_SCREENS = 500;
const SOAK_ACTIONS = 1_000;

async function screenRows(context: BenchContext, sizes: readonly number[]): Promise<ScreensRow[]> {
  const rows: ScreensRow[] = [];
  for (const sockets of sizes) {
    console.error(`${sockets} screens …`);
    rows.push(await screensRow(context, sockets));
  }
  return rows;
}

async function soaked(context: BenchContext, seconds: number) {
  console.error(`${seconds} s of work …`);
  const stage = await LiveStage.start('ours', context);
  try {
    await stage.open(context.smoke ? SMOKE_SCREENS[1]! : SOAK_SCREENS);
    return await soak(stage, seconds, context.smoke ? 20 : SOAK_ACTIONS);
  } finally {
    await stage.stop();
  }
}

/** The option that says how far each part is measured. */
const EXTENT = {
  colleges: 'most-colleges',
  events: 'most-events',
  lists: 'most-events',
  screens: 'most-screens',
  soak: 'soak-minutes',
} as const;

const HELP = `npm run growth [-- --only <part>]…

Measures how time and memory grow, and writes growth.json and growth.md. Parts: colleges, events, lists, screens, soak.

  --only <part>        measures one part and leaves the others unchanged
  --most-colleges <n>  largest challenge, 100000 by default
  --most-events <n>    longest history, 1000000 by default
  --most-screens <n>   most sockets, 10000 by default
  --soak-minutes <n>   length of the soak, 25 by default
  --folder <folder>    where to write, docs by default`;

/** Writes growth.json and growth.md; `--only` measures some parts and leaves the others. */
export async function growth(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      'most-events': { type: 'string', default: '1000000' },
      'most-colleges': { type: 'string', default: '100000' },
      'most-screens': { type: 'string', default: '10000' },
      'soak-minutes': { type: 'string', default: '25' },
      only: { type: 'string', multiple: true, default: [...PARTS] },
      smoke: { type: 'boolean', default: false },
      folder: { type: 'string', default: path.join(__dirname, '../docs') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const { smoke, folder, only } = values;
  const unknown = only.find((part) => !PARTS.some((one) => one === part));
  if (unknown) throw new BadArgument(`there is no ${unknown}; there are: ${PARTS.join(', ')}`);
  const most = Number(values['most-events']);
  const sizes: number[] = [];
  for (let events = smoke ? SMOKE_EVENTS : FEWEST_EVENTS; events <= (smoke ? 4_000 : most); events *= smoke ? 4 : 10)
    sizes.push(events);
  const colleges = (smoke ? SMOKE_COLLEGES : COLLEGES).filter((size) => size <= Number(values['most-colleges']));
  const screens = (smoke ? SMOKE_SCREENS : SCREENS).filter((size) => size <= Number(values['most-screens']));
  const file = path.join(folder, 'growth.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Growth) : null;
  const before = (of: string) => known?.series.filter((one) => one.of === of) ?? [];
  const options = (part: Part) => (smoke ? '--smoke' : `--${EXTENT[part]} ${values[EXTENT[part]]}`);
  const context = await openBenchContext({ smoke, rounds: 1, seconds: 1 });
  try {
    const machine = await describeMachine(context);
    const on = new Date().toISOString().slice(0, 10);
    const runs = PARTS.filter((part) => only.includes(part)).map((part): [Part, Run] => [
      part,
      { on, machine, options: options(part) },
    ]);
    const result: Growth = {
      ...known,
      runs: { ...known?.runs, ...Object.fromEntries(runs) },
      series: [
        ...(only.includes('colleges')
          ? [await points(colleges, 'colleges', (size) => measure('colleges', { colleges: size }))]
          : before('colleges')),
        ...(only.includes('events')
          ? [
              await points(sizes, 'events', async (events) =>
                measure('events', { events, database: await context.database() }),
              ),
            ]
          : before('events')),
        ...(only.includes('lists')
          ? [
              await points(sizes, 'lists', async (events) =>
                measure('lists', { events, database: await context.database() }),
              ),
            ]
          : before('lists')),
      ],
    };
    if (only.includes('screens')) result.screens = await screenRows(context, screens);
    if (only.includes('soak')) result.soak = await soaked(context, smoke ? 12 : Number(values['soak-minutes']) * 60);
    writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
    writeFileSync(path.join(folder, 'growth.md'), page(result));
    console.log(page(result));
    return 0;
  } finally {
    await context.close();
  }
}

export interface Point {
  size: number;
  measures: Measures;
}

/** Growth with colleges of a challenge or events of a history; `lists` are pages of staff. */
export interface Series {
  of: 'colleges' | 'events' | 'lists' | 'screens';
  points: readonly Point[];
}

/** Parts that `--only` measures alone. */
export const PARTS = ['colleges', 'events', 'lists', 'screens', 'soak'] as const;
export type Part = (typeof PARTS)[number];

/** When a part was measured, on what, and how it was asked for. */
export interface Run {
  on: string;
  machine: Machine;
  options: string;
}

export interface Growth {
  /** Each part has its own date; others keep theirs. */
  runs: Partial<Record<Part, Run>>;
  series: readonly Series[];
  /** Absent = not measured yet. */
  screens?: readonly ScreensRow[];
  soak?: SoakFigures;
}

/**
 * The slope of log(value) over log(size), by least squares: 0 = constant, 1 = linear.
 * Null = unknown, as where a value is zero or less.
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
    'a change until 99 % of the screens have it': { unit: 'ms', value: row.p99Ms },
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
  return `Twenty reads a second, sockets that connect and disconnect, refused commands and commands repeated under their key, for ${number(Math.round(seconds))} s
after the warm-up, ${samples} samples after a collection. Heap and buffers grow by ${range(held)}; the resident set, with compiled
code and memory that V8 and the allocator retain, by ${range(residentAnHour)}; open files by ${files}. Then ${number(actions)} actions are
approved: each takes ${number(Math.round(bytesAnAction))} B more, which is its history.`;
}

const machineLine = (machine: Machine) =>
  Object.entries(machine)
    .map(([what, value]) => `${what} ${value}`)
    .join(' · ');

function section(title: string, part: Part, text: string, { runs }: Growth): string {
  const run = runs[part];
  const command = `npm run growth -- --only ${part} ${run?.options}`;
  const origin = run ? `Measured ${run.on}; \`${command}\` repeats it. Machine: ${machineLine(run.machine)}.\n\n` : '';
  return `## ${title}\n\n${origin}${text}`;
}

/** The page about growth, all of its figures from what was measured. */
export function page(growth: Growth): string {
  const { series, screens, soak } = growth;
  const tables: readonly Series[] = screens
    ? [...series, { of: 'screens', points: screens.map(screenMeasures) }]
    : series;
  const titleOf = ({ of }: Series) =>
    of === 'lists' ? 'Documents of lists of staff, from query to result' : `With the number of ${of}`;
  const sections = tables.map((one) => section(titleOf(one), one.of, table(one), growth));
  if (soak) sections.push(section('With time', 'soak', soakText(soak), growth));
  return `# Growth

Written by \`npm run growth\` from what it measured (growth.json). Each part names its date, machine and command. Milliseconds are processor time
of the program without PostgreSQL, unless the line says otherwise. < = below the noise. The last column is the measured exponent; 0.00 = does not
grow with n.

${sections.join('\n\n')}
`;
}

export const SCREENS = [10, 100, 1_000, 10_000];
const CHANGES = 30;

export interface ScreensRow {
  sockets: number;
  /** Processor time of one delivery, above what the server uses by itself. */
  microsecondsEach: number;
  p99Ms: number;
  /** Heap and buffers that each idle socket adds; see `memoryOfSocket` for whether it says anything. */
  kibibytesEach: number;
}

/** V8 allocates pages of this size: smaller growth may be an existing page. */
const TOLD_KIB = 256;

/** Those that were there before the memory was first looked at. */
const firstOf = (sockets: number) => Math.ceil(sockets / 50);

/** Memory of an idle socket; with too few of them only what it is below of. */
export function memoryOfSocket({ sockets, kibibytesEach }: ScreensRow): Measure {
  const counted = sockets - firstOf(sockets);
  if (kibibytesEach * counted >= TOLD_KIB) return { unit: 'KiB', value: kibibytesEach };
  return { unit: 'KiB', value: TOLD_KIB / counted, below: true };
}

/** Cost of a delivery, its delay and a socket for the whole server, with this many sockets on one board. */
export async function screensRow(context: Pick<BenchContext, 'database'>, sockets: number): Promise<ScreensRow> {
  const stage = await LiveStage.start('ours', context);
  try {
    const first = firstOf(sockets);
    await stage.open(first);
    const before = await stage.held();
    await stage.open(sockets - first);
    const bytes = (await stage.held()) - before;
    const restMs = sockets > 2_000 ? 400 : 105;
    await stage.changes(CHANGES, restMs);
    await stage.rest(2_000);
    const each: Awaited<ReturnType<LiveStage['changes']>>[] = [];
    for (let n = 0; n < CHANGES; n += 1) each.push(await stage.changes(1, restMs));
    const perDelivery = each.reduce((sum, one) => sum + one.perDelivery, 0) / CHANGES;
    return {
      sockets,
      microsecondsEach: rounded(perDelivery * 1_000),
      // One change that another process disturbs must not be the figure of all.
      p99Ms: rounded(median(each.map(({ report }) => report.p99))),
      kibibytesEach: rounded(bytes / (sockets - first) / 1_024),
    };
  } finally {
    await stage.stop();
  }
}
