import type { Costs } from './figures.js';

/** What is expected of people; every number here is an assumption, shown as such on the page. */
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
  /** What of a processor may be planned for; the rest is for bursts, garbage collection and the operating system. */
  planned: 0.5,
  daysPerYear: 300,
  /** A challenge goes on for so many of those days: the dearest case. */
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
  /** On the last day of challenges that all go on at once. */
  foldMemory: number;
  /** Processors, at the busiest moment, of what is planned for. */
  writingCores: number;
  databaseCores: number;
  sockets: number;
  socketMemory: number;
  deliveryCores: number;
}

/** What a place asks of the machines, by the costs that were measured. Bytes, and whole processors as fractions. */
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

/** What one processor carries when it does nothing else, within what is planned for. */
export function carries(costs: Costs) {
  const perSecond = (micros: number) => (1_000_000 / micros) * EXPECTED.planned;
  return {
    appends: perSecond(costs.appendServerMicros + costs.appendDatabaseMicros),
    steps: perSecond(costs.stepServerMicros + costs.stepDatabaseMicros),
    rebuilt: perSecond(costs.rebuildServerMicros + costs.rebuildDatabaseMicros),
    deliveries: perSecond(costs.deliveryMicros),
    boards: perSecond(costs.boardMicros),
    socketsPerGigabyte: 2 ** 30 / (costs.socketKibibytes * 1_024),
    eventsPerMegabyteOnDisk: 1_000_000 / (costs.eventDiskBytes + costs.readModelDiskBytes),
  };
}
