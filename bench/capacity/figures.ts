import type { Machine } from '../machine.js';

/** What one unit of each work costs; processor times are those of the processes that do it, summed, whatever else the machine did. */
export interface Costs {
  /** Processor time of an append with 512 in flight, µs: the server's part and PostgreSQL's. */
  appendServerMicros: number;
  appendDatabaseMicros: number;
  /** Processor time of an event that is appended and projected alone, µs. */
  stepServerMicros: number;
  stepDatabaseMicros: number;
  /** Processor time of an event when all projections are built anew, µs. */
  rebuildServerMicros: number;
  rebuildDatabaseMicros: number;
  /** Bytes of an event: what was written (data and metadata), on disk with its row and indexes, and of all read models together. */
  eventBytes: number;
  eventDiskBytes: number;
  readModelDiskBytes: number;
  /** Bytes that the folds hold after a start from snapshots, before the first event. */
  startMemoryBytes: number;
  /** Bytes that the folds hold in memory for each event of a challenge that goes on. */
  eventMemoryBytes: number;
  /** Memory of a socket that watches a board, KiB. */
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
