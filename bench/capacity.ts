import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { type OpenedReadModels, openReadModels } from '../src/cli/open-read-models.js';
import { readEnvironment } from '../src/config/environment.js';
import { ProjectionBus, RunningProjection } from '../src/projector/running-projection.js';
import { Projector } from '../src/projector/projector.js';
import { rebuild } from '../src/projector/rebuild.js';
import { verify } from '../src/projector/verify.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';
import { CHALLENGE, openWorld } from '../test/support/world.js';
import { ask, describeMachine, type BenchContext, type Machine, openBenchContext } from './harness.js';
import { appendSeason, type SeasonEvent, seasonEvents } from './history.js';
import { load } from './http.js';
import { LiveStage } from './live.js';
import type { FoldedMemory } from './measure-process.js';
import { mustHold, rounded } from './harness.js';
import { processorMs, RpcProcess } from './rpc-process.js';

/** Cost per unit of work; processor times are summed over the processes that do it. */
export interface Costs {
  /** Processor time of an append with 512 in flight, µs: the server's part and PostgreSQL's. */
  appendServerMicros: number;
  appendDatabaseMicros: number;
  /** Processor time of an event that is appended and projected alone, µs. */
  stepServerMicros: number;
  stepDatabaseMicros: number;
  /** Processor time per event of a rebuild of all projections, µs. */
  rebuildServerMicros: number;
  rebuildDatabaseMicros: number;
  /** Bytes per event: payload and metadata, on disk with row and indexes, and of all read models. */
  eventBytes: number;
  eventDiskBytes: number;
  readModelDiskBytes: number;
  /** Bytes that the folds hold after a start from snapshots, before the first event. */
  startMemoryBytes: number;
  /** Bytes in memory of the folds per event of an open challenge. */
  eventMemoryBytes: number;
  /** Heap and buffers of a socket that watches a board, KiB. */
  socketKibibytes: number;
  /** Processor time of one delivery of a change to one socket, µs. */
  deliveryMicros: number;
  /** Processor time of one answer with a board of `boardRows` rows, µs, and its bytes. */
  boardMicros: number;
  boardBytes: number;
  boardRows: number;
}

export interface Capacity {
  at: string;
  machine: Machine;
  /** How much was done to measure. */
  sizes: { events: number; steps: number; sockets: number };
  costs: Costs;
}

export interface Sizes {
  events: number;
  steps: number;
  sockets: number;
  seconds: number;
}

/** Assumptions about people, shown as such on the page. */
export const EXPECTED = {
  actionsPerCollegeAndDay: 20,
  /** A submission and a decision, and now and then a question, a correction or a second yes. */
  eventsPerAction: 2.5,
  /** The busiest second against the mean of the day. */
  peak: 50,
  screensPerCollege: 3,
  /** Share of students who have a board open at the busiest moment. */
  watching: 0.05,
  changesPerSecond: 1,
  /** Planned share of a processor; the rest is for bursts, garbage collection and the operating system. */
  planned: 0.5,
  daysPerYear: 300,
  /** Length of a challenge in days: the most expensive case. */
  challengeDays: 300,
};

/** The country has 706 colleges with 562,000 students in 20 regions; one region is a twentieth of it. */
export const COUNTRY = { colleges: 706, students: 562_000, regions: 20 };

export interface Place {
  name: string;
  colleges: number;
  students: number;
  /** Absent = as expected of people. */
  sockets?: number;
}

const region = {
  colleges: Math.round(COUNTRY.colleges / COUNTRY.regions),
  students: COUNTRY.students / COUNTRY.regions,
};
const times = (name: string, factor: number): Place => ({
  name,
  colleges: region.colleges * factor,
  students: region.students * factor,
});

export const PLACES: readonly Place[] = [
  { name: 'one region', ...region },
  times('10× a region', 10),
  { name: 'the country', ...COUNTRY },
  times('100× a region', 100),
  { name: 'the country, a million screens', ...COUNTRY, sockets: 1_000_000 },
];

export interface Need {
  eventsPerDay: number;
  peakPerSecond: number;
  diskPerYear: number;
  /** On the last day of challenges that are open at the same time. */
  foldMemory: number;
  /** Processors, at the busiest moment, of what is planned for. */
  writingCores: number;
  databaseCores: number;
  sockets: number;
  socketMemory: number;
  deliveryCores: number;
}

/** Demand of a place at the measured costs. Bytes, and processors as fractions. */
export function needOf({ colleges, students, sockets }: Place, costs: Costs): Need {
  const eventsPerDay = colleges * EXPECTED.actionsPerCollegeAndDay * EXPECTED.eventsPerAction;
  const peakPerSecond = (eventsPerDay / 86_400) * EXPECTED.peak;
  const watching = sockets ?? colleges * EXPECTED.screensPerCollege + students * EXPECTED.watching;
  const cores = (microsPerSecond: number) => microsPerSecond / 1_000_000 / EXPECTED.planned;
  const perYear = eventsPerDay * EXPECTED.daysPerYear;
  return {
    eventsPerDay,
    peakPerSecond,
    diskPerYear: perYear * (costs.eventDiskBytes + costs.readModelDiskBytes),
    foldMemory: costs.startMemoryBytes + eventsPerDay * EXPECTED.challengeDays * costs.eventMemoryBytes,
    writingCores: cores(peakPerSecond * costs.stepServerMicros),
    databaseCores: cores(peakPerSecond * costs.stepDatabaseMicros),
    sockets: watching,
    socketMemory: watching * costs.socketKibibytes * 1_024,
    deliveryCores: cores(watching * costs.deliveryMicros * EXPECTED.changesPerSecond),
  };
}

/** Load that one processor carries alone, within its planned share. */
export function carries(costs: Costs) {
  const perSecond = (micros: number) => (1_000_000 / micros) * EXPECTED.planned;
  return {
    appends: perSecond(costs.appendServerMicros + costs.appendDatabaseMicros),
    steps: perSecond(costs.stepServerMicros + costs.stepDatabaseMicros),
    rebuilt: perSecond(costs.rebuildServerMicros + costs.rebuildDatabaseMicros),
    deliveries: perSecond(costs.deliveryMicros),
    boards: perSecond(costs.boardMicros),
    socketsPerGigabyte: 1e9 / (costs.socketKibibytes * 1_024),
    eventsPerMegabyteOnDisk: 1_000_000 / (costs.eventDiskBytes + costs.readModelDiskBytes),
  };
}

const TICK_MS = 10;

/** The fields of /proc/<pid>/stat after the name, which may hold spaces. */
const statOf = (pid: number | string) => {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
};

/** Pid of the postmaster that serves a database of this machine. */
export async function postmasterOf(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    return Number(statOf(rows[0]!.pid)[1]);
  } finally {
    await client.end();
  }
}

/** Processor ms of a PostgreSQL since its start, with all its processes, those that have ended too. Needs /proc. */
export function databaseMs(postmaster: number): number {
  const sum = (fields: string[], indexes: number[]) => indexes.reduce((all, index) => all + Number(fields[index]), 0);
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const fields = statOf(name);
      if (Number(name) === postmaster) ticks += sum(fields, [11, 12, 13, 14]);
      else if (Number(fields[1]) === postmaster) ticks += sum(fields, [11, 12]);
    } catch {
      // It ended while the list was read.
    }
  }
  return ticks * TICK_MS;
}

/** Runs work; gives the processor ms that this process and PostgreSQL used for it. */
export async function costOf(postmaster: number, work: () => Promise<unknown>) {
  const before = { own: processorMs(), database: databaseMs(postmaster) };
  await work();
  return { server: processorMs() - before.own, database: databaseMs(postmaster) - before.database };
}

/** As many colleges as take part in one region, and a challenge of each track. */
const SEASON = { colleges: 24, challenges: 2 };
/** An action in each challenge, so that open challenges load both. */
const TAIL = 4;
const WAIT_MS = 60_000;
const alarms = {
  parked: () => undefined,
  stopped: () => undefined,
  retrying: () => undefined,
  progress: () => undefined,
  leaseChanged: () => undefined,
};

type HistoryCosts = Omit<Costs, 'socketKibibytes' | 'deliveryMicros' | 'boardMicros' | 'boardBytes' | 'boardRows'>;

/** Appends, projects and stores a season; finally compares the boards with a full fold. */
export async function historyCosts(context: BenchContext, { events, steps }: Sizes): Promise<HistoryCosts> {
  const { appUrl, adminUrl } = await context.database();
  const settings = readEnvironment({ DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl });
  const opened = await openReadModels(settings);
  const { store, readModel, registry, close } = opened;
  try {
    const postmaster = await postmasterOf(adminUrl);
    const all = [...seasonEvents({ ...SEASON, events: events + TAIL + steps })];
    const append = await costOf(postmaster, () => appendSeason(store, all.slice(0, events)));
    const disk = await diskOf(adminUrl);
    const rebuilt = await costOf(postmaster, async () => {
      for (const factory of registry.all()) await rebuild(factory, store, readModel);
    });
    await keepSnapshots(opened);
    await appendSeason(store, all.slice(events, events + TAIL));
    const memory = await memoryOf(appUrl, adminUrl, events);
    const projector = new Projector(store, readModel, registry, new ProjectionBus(), alarms);
    projector.start();
    mustHold(await projector.caughtUp((await store.head())!, WAIT_MS), 'the projector did not catch up');
    const step = await costOf(postmaster, async () => {
      for (const event of all.slice(events + TAIL)) {
        const { position } = await appendOne(store, event);
        mustHold(await projector.caughtUp(position, WAIT_MS), 'an event was not projected');
      }
    });
    await projector.stop();
    for (const factory of registry.all())
      mustHold(
        (await verify(factory, store, readModel)).difference === null,
        `${factory.name} is not what a fold gives`,
      );
    return {
      appendServerMicros: (append.server * 1_000) / events,
      appendDatabaseMicros: (append.database * 1_000) / events,
      stepServerMicros: (step.server * 1_000) / steps,
      stepDatabaseMicros: (step.database * 1_000) / steps,
      rebuildServerMicros: (rebuilt.server * 1_000) / events,
      rebuildDatabaseMicros: (rebuilt.database * 1_000) / events,
      eventBytes: disk.written / events,
      eventDiskBytes: disk.history / events,
      readModelDiskBytes: (await diskOf(adminUrl)).readModels / all.length,
      ...memory,
    };
  } finally {
    await close();
  }
}

/** Each action of the season has two events: its submission and its approval. */
const appendOne = (store: OpenedReadModels['store'], { stream, ...event }: SeasonEvent) =>
  store.append(stream, event.type === 'ActionSubmitted' ? 'no-stream' : 0, [event]);

async function diskOf(url: string): Promise<{ written: number; history: number; readModels: number }> {
  const [row] = await ask<Record<string, string>>(
    url,
    `SELECT (SELECT sum(octet_length(data) + octet_length(metadata)) FROM history.events) AS written,
       pg_total_relation_size('history.events') AS history,
       (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind = 'r' AND n.nspname = 'read_model') AS "readModels"`,
  );
  return { written: Number(row!.written), history: Number(row!.history), readModels: Number(row!.readModels) };
}

/** Leaves snapshots behind, like every start; the measured start begins with them. */
async function keepSnapshots({ registry, store, readModel }: OpenedReadModels): Promise<void> {
  for (const factory of registry.all()) {
    const live = await readModel.live(factory.name);
    await (await RunningProjection.open(factory, live!, { store, readModel, isLive: true })).runner.idle?.();
  }
}

/** Memory of a process with only the folds: after a start, and per event of open challenges. */
async function memoryOf(
  appUrl: string,
  adminUrl: string,
  events: number,
): Promise<Pick<Costs, 'startMemoryBytes' | 'eventMemoryBytes'>> {
  const child = RpcProcess.start('measure-process.ts');
  try {
    const { before, started, going } = await child.call<FoldedMemory>('fold', { appUrl, adminUrl });
    return { startMemoryBytes: started - before, eventMemoryBytes: (going - started) / events };
  } finally {
    await child.stop();
  }
}

const CHANGES = 20;
/** The room may speak again by then. */
const REST_MS = 200;
const BOARD_ROWS = 30;

/** Memory and processor time of sockets that watch a board of the whole server, and of the board over HTTP. */
export async function screenCosts(
  context: BenchContext,
  { sockets, seconds }: Sizes,
): Promise<Pick<Costs, 'socketKibibytes' | 'deliveryMicros' | 'boardMicros' | 'boardBytes' | 'boardRows'>> {
  return { ...(await socketCosts(context, sockets)), ...(await boardCosts(seconds)) };
}

async function socketCosts(context: BenchContext, sockets: number) {
  const stage = await LiveStage.start('ours', context);
  try {
    // The first sockets also load shared code; its memory is not theirs.
    await stage.open(Math.ceil(sockets / 50));
    const before = await stage.held();
    await stage.open(sockets);
    const after = await stage.held();
    await stage.changes(3, REST_MS);
    await stage.rest(1_000);
    const { perDelivery } = await stage.changes(CHANGES, REST_MS);
    return { socketKibibytes: (after - before) / sockets / 1_024, deliveryMicros: perDelivery * 1_000 };
  } finally {
    await stage.stop();
  }
}

async function boardCosts(seconds: number) {
  const server = await RestartableServer.start(LOGGING);
  try {
    const { position } = await openWorld(server.url, server.token, { colleges: BOARD_ROWS });
    const path = `/api/challenges/${CHALLENGE}/standings`;
    const answer = await fetch(`${server.url}${path}?atLeast=${position}`, {
      headers: { 'accept-encoding': 'identity' },
    });
    const body = await answer.text();
    mustHold((JSON.parse(body) as { rows: unknown[] }).rows.length === BOARD_ROWS, 'the board is not whole');
    await load({ url: server.url, path, seconds: 1 });
    const before = await usedSeconds(server.url);
    const { done } = await load({ url: server.url, path, seconds });
    const used = (await usedSeconds(server.url)) - before;
    return { boardMicros: (used * 1_000_000) / done, boardBytes: Buffer.byteLength(body), boardRows: BOARD_ROWS };
  } finally {
    await server.remove();
  }
}

/** Processor seconds of a server since its start, as it says itself. */
async function usedSeconds(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_cpu_seconds_total (\S+)$/m.exec(text)?.[1]);
}

const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(value < 1 ? 2 : 3)));
const bytes = (value: number) =>
  value >= 1e9 ? `${number(value / 1e9)} GB` : value >= 1e6 ? `${number(value / 1e6)} MB` : `${number(value)} B`;
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((one) => row(...one))].join('\n');

const HEAD = `# Capacity

Written by \`npm run bench -- capacity\` from the costs that it measures (docs/capacity.json); change neither by hand. Processor times are sums
over all threads of the processes that did the work. Another machine has other times, and a busy one somewhat greater ones.
`;

/** docs/capacity.md, from the figures alone; null = not measured yet. */
export function render(capacity: Capacity | null): string {
  return `${HEAD}\n${capacity ? written(capacity) : 'Not measured yet.\n'}`;
}

function written({ at, machine, sizes, costs }: Capacity): string {
  const one = carries(costs);
  const needs = PLACES.map((place) => ({ place, need: needOf(place, costs) }));
  const region = needs[0]!.need;
  const million = needs.at(-1)!.need;
  const country = needs.find(({ place }) => place.name === 'the country')!.need;
  const hundred = needs.find(({ place }) => place.name === '100× a region')!.need;
  const words = Object.entries(machine).map(([what, value]) => `${what} ${value}`);
  return `Measured ${at.slice(0, 10)} with ${number(sizes.events)} events, ${number(sizes.steps)} steps and ${number(sizes.sockets)} sockets on: ${words.join(' · ')}.

## Costs

${table(
  ['work', 'server', 'PostgreSQL'],
  [
    ['an append, many in flight', `${number(costs.appendServerMicros)} µs`, `${number(costs.appendDatabaseMicros)} µs`],
    [
      'an event appended and projected alone',
      `${number(costs.stepServerMicros)} µs`,
      `${number(costs.stepDatabaseMicros)} µs`,
    ],
    [
      'an event of a rebuild of all projections',
      `${number(costs.rebuildServerMicros)} µs`,
      `${number(costs.rebuildDatabaseMicros)} µs`,
    ],
    ['a change delivered to one socket', `${number(costs.deliveryMicros)} µs`, '–'],
    [
      `a board of ${costs.boardRows} rows over HTTP (${number(costs.boardBytes)} B)`,
      `${number(costs.boardMicros)} µs`,
      '–',
    ],
  ],
)}

${table(
  ['thing', 'takes'],
  [
    ['an event as it was written', bytes(costs.eventBytes)],
    ['the same on disk, with its row and indexes', bytes(costs.eventDiskBytes)],
    ['what the read models of an event add on disk', bytes(costs.readModelDiskBytes)],
    [
      'one MB of events as written, on disk in all',
      bytes((1e6 / costs.eventBytes) * (costs.eventDiskBytes + costs.readModelDiskBytes)),
    ],
    ['the folds in memory after a start from snapshots, before the first event', bytes(costs.startMemoryBytes)],
    ['an event of an open challenge, in the memory of the folds', bytes(costs.eventMemoryBytes)],
    [`a socket that watches a board, in memory, of ${number(sizes.sockets)}`, `${number(costs.socketKibibytes)} KiB`],
  ],
)}

## Load of one processor

${EXPECTED.planned * 100} % of a processor is planned; the rest is for bursts. Each figure is for a processor with no other work.

${table(
  ['work', 'a second'],
  [
    ['appends, many in flight', number(one.appends)],
    ['events appended and projected one by one', number(one.steps)],
    ['events of a rebuild', number(one.rebuilt)],
    ['deliveries to sockets', number(one.deliveries)],
    ['boards over HTTP', number(one.boards)],
  ],
)}

A gigabyte of memory holds ${number(one.socketsPerGigabyte)} sockets. On the last day of challenges of ${EXPECTED.challengeDays} days one region needs ${number(region.writingCores + region.databaseCores + region.deliveryCores)}
processors in its busiest second, ${bytes(region.foldMemory + region.socketMemory)} of memory beside what an empty server takes, and ${bytes(region.diskPerYear)} of disk a year: the first row below.

## Demand

Assumptions, to be replaced by measurements of a season: ${EXPECTED.actionsPerCollegeAndDay} actions for each college and day, ${EXPECTED.eventsPerAction} events for each action, ${EXPECTED.daysPerYear} days a year, challenges of ${EXPECTED.challengeDays} days, the busiest second ${EXPECTED.peak} times the mean,
${EXPECTED.screensPerCollege} screens a college and ${EXPECTED.watching * 100} % of the students watching at the busiest moment, ${EXPECTED.changesPerSecond} change a second that everybody receives. The country: ${COUNTRY.regions} regions, ${number(COUNTRY.colleges)} colleges, ${number(COUNTRY.students)} students.

${table(
  [
    'where',
    'events a day',
    'busiest second',
    'disk a year',
    'memory of the folds, last day',
    'processors: server',
    'processors: PostgreSQL',
    'sockets',
    'their memory',
    'processors: deliveries',
  ],
  needs.map(({ place, need }) => [
    place.name,
    number(need.eventsPerDay),
    number(need.peakPerSecond),
    bytes(need.diskPerYear),
    bytes(need.foldMemory),
    number(need.writingCores),
    number(need.databaseCores),
    number(need.sockets),
    bytes(need.socketMemory),
    number(need.deliveryCores),
  ]),
)}

- **Writing** is priced for events that arrive alone: the most expensive case. Under load appends and projections share their transactions, and the price falls
  towards that of an append with many in flight and of an event of a rebuild.
- **Memory of the folds** is that of a start and of the events of open challenges. A challenge is loaded whole, from its snapshot, when
  an event or a query arrives, and released at the next round of snapshots without an event since the last. After a season its events cost disk,
  no memory.
- **Memory of sockets** includes memory that a process takes once, so a socket costs more where there are few: [growth.md](growth.md) compares numbers.
- **Deliveries** run on one processor of one process, so their number of processors is the least number of processes of the server. One process sends
  less often than asked before it uses more than half a processor for sending.

## Additions by size

| when | add | served by |
|---|---|---|
| one region | nothing: one process, its own PostgreSQL, backups on another machine | the embedded PostgreSQL |
| 10× | PostgreSQL on a machine of its own with a standby; a second process of the server behind a balancer, for restarts without a pause | PostgreSQL takes both history and read models; one process projects, the others serve |
| the country | EventStoreDB as a cluster of three for the history where a lost machine must not stop writing; the read models stay in PostgreSQL with a standby. Processes of the server for the sockets: at least ${Math.max(2, Math.ceil(country.deliveryCores))} by the table | EventStoreDB takes ${number(country.peakPerSecond)} events in the busiest second, PostgreSQL the documents |
| 100× | one projecting process and one history for each group of regions, as servers of their own: challenges share nothing but colleges. One process that projects would need ${number(hundred.writingCores)} processors and has one; dividing a history that exists is not built | as many of the above as there are groups |
| a million screens | the board over HTTP behind an edge cache that holds it by its ETag, asked again every few seconds; sockets only where a change must be seen at once. Sockets alone would need ${Math.ceil(million.deliveryCores)} processes and ${bytes(million.socketMemory)} | the edge: the server answers once for each edge and change, ${number(costs.boardMicros)} µs each, for any number of viewers |
| photos and documents of actions | an object store (S3) beside the database; events hold only ids and commitments | the object store |
`;
}

const docs = path.join(__dirname, '../docs');
const FULL: Sizes = { events: 20_000, steps: 300, sockets: 2_000, seconds: 5 };
const SMOKE: Sizes = { events: 500, steps: 10, sockets: 50, seconds: 1 };

/** `--render` writes the page from the figures there are; `--smoke` measures little and writes nothing. */
export async function capacity(args: string[]): Promise<number> {
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({ args, options: { smoke: flag, render: flag } });
  const figures = path.join(docs, 'capacity.json');
  if (values.smoke) {
    console.log(JSON.stringify((await measure(true)).costs, null, 2));
    return 0;
  }
  if (!values.render) writeFileSync(figures, `${JSON.stringify(await measure(false), null, 2)}\n`);
  const known = existsSync(figures) ? (JSON.parse(readFileSync(figures, 'utf8')) as Capacity) : null;
  writeFileSync(path.join(docs, 'capacity.md'), render(known));
  console.log('docs/capacity.md is written');
  return 0;
}

async function measure(smoke: boolean): Promise<Capacity> {
  const sizes = smoke ? SMOKE : FULL;
  const context = await openBenchContext({ smoke, rounds: 1, seconds: sizes.seconds });
  try {
    const machine = await describeMachine(context);
    const costs = { ...(await historyCosts(context, sizes)), ...(await screenCosts(context, sizes)) };
    const short = Object.fromEntries(Object.entries(costs).map(([name, value]) => [name, rounded(value)]));
    const { events, steps, sockets } = sizes;
    return {
      at: new Date().toISOString(),
      machine,
      sizes: { events, steps, sockets },
      costs: short as unknown as Costs,
    };
  } finally {
    await context.close();
  }
}
