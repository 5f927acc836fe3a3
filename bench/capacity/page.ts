import { carries, COUNTRY, EXPECTED, needOf, PLACES } from './arithmetic.js';
import type { Capacity } from './figures.js';

const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(value < 1 ? 2 : 3)));
const bytes = (value: number) =>
  value >= 1e9 ? `${number(value / 1e9)} GB` : value >= 1e6 ? `${number(value / 1e6)} MB` : `${number(value)} B`;
const row = (...cells: string[]) => `| ${cells.join(' | ')} |`;
const table = (head: string[], rows: string[][]) =>
  [row(...head), row(...head.map(() => '---')), ...rows.map((one) => row(...one))].join('\n');

const HEAD = `# Capacity

Written by \`npm run bench -- capacity\`, which measures (docs/capacity.json) and reckons; change neither by hand. Processor times are those of the
processes that did the work, summed over all their threads: another machine has others, and a busy one somewhat greater ones.
`;

/** docs/capacity.md, from the figures alone; null = not measured yet. */
export function render(capacity: Capacity | null): string {
  return `${HEAD}\n${capacity ? told(capacity) : 'Not measured yet.\n'}`;
}

function told({ at, machine, sizes, costs }: Capacity): string {
  const one = carries(costs);
  const needs = PLACES.map((place) => ({ place, need: needOf(place, costs) }));
  const region = needs[0]!.need;
  const million = needs.at(-1)!.need;
  const country = needs.find(({ place }) => place.name === 'the country')!.need;
  const hundred = needs.find(({ place }) => place.name === '100× a region')!.need;
  const words = Object.entries(machine).map(([what, value]) => `${what} ${value}`);
  return `Measured ${at.slice(0, 10)} with ${number(sizes.events)} events, ${number(sizes.steps)} steps and ${number(sizes.sockets)} sockets on: ${words.join(' · ')}.

## What one thing costs

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
    ['an event of a challenge that goes on, in the memory of the folds', bytes(costs.eventMemoryBytes)],
    ['a socket that watches a board, memory', `${number(costs.socketKibibytes)} KiB`],
  ],
)}

## What one processor carries

Of one processor ${EXPECTED.planned * 100} % is planned for; the rest is for bursts. Each figure is for a processor that does nothing else.

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

## What is asked

Assumed, and to be replaced by what a season shows: ${EXPECTED.actionsPerCollegeAndDay} actions for each college and day, ${EXPECTED.eventsPerAction} events for each action, ${EXPECTED.daysPerYear} days a year, challenges of ${EXPECTED.challengeDays} days, the busiest second ${EXPECTED.peak} times the mean,
${EXPECTED.screensPerCollege} screens a college and ${EXPECTED.watching * 100} % of the students watching at the busiest moment, ${EXPECTED.changesPerSecond} change a second that everybody is told. The country: ${COUNTRY.regions} regions, ${number(COUNTRY.colleges)} colleges, ${number(COUNTRY.students)} students.

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

- **Writing** is priced as if every event came alone: the dearest case. Under load appends and projections share their transactions, and the price falls
  towards that of an append with many in flight and of an event of a rebuild.
- **Memory of the folds** is that of a start and of the events of the challenges that go on. A challenge is taken up whole, from its snapshot, when
  an event or a question comes to it, and let go at the next round of snapshots if no event has come to it since the last: after a season its events cost
  disk and no memory.
- **Deliveries** run on one processor of one process, so their number of processors is the least number of processes of the server. One process sends
  less often than asked before it uses more than half a processor for sending.

## What to add, and who takes it

| when | add | who takes it |
|---|---|---|
| one region | nothing: one process, its own PostgreSQL, backups on another machine | the embedded PostgreSQL |
| 10× | PostgreSQL on a machine of its own with a standby; a second process of the server behind a balancer, for restarts without a pause | PostgreSQL takes both history and read models; one process projects, the others serve |
| the country | EventStoreDB as a cluster of three for the history where a lost machine must not stop writing; the read models stay in PostgreSQL with a standby. Processes of the server for the sockets: at least ${Math.max(2, Math.ceil(country.deliveryCores))} by the table | EventStoreDB takes ${number(country.peakPerSecond)} events in the busiest second, PostgreSQL the documents |
| 100× | one projecting process and one history for each group of regions, as servers of their own: challenges share nothing but colleges. One process that projects would need ${number(hundred.writingCores)} processors and has one; dividing a history that exists is not built | as many of the above as there are groups |
| a million screens | the board over HTTP behind an edge cache that holds it by its ETag, asked again every few seconds; sockets only where a change has to be seen at once. By sockets alone it would be ${Math.ceil(million.deliveryCores)} processes and ${bytes(million.socketMemory)} | the edge: the server answers once for each edge and change, ${number(costs.boardMicros)} µs each, whoever watches |
| photos and documents of the deeds | an object store (S3) beside the database; events hold only ids and commitments | the object store |
`;
}
