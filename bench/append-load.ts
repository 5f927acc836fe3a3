import { v7 } from '../src/event-store/uuid-v7.js';
import type { Appended, EventStore, ExpectedRevision, NewEvent } from '../src/event-store/event-store.js';

export const STREAMS = 2_000;

/** An approval as the product writes it: 177 bytes of data, 145 of metadata. */
export function approval(stream: number): NewEvent {
  return {
    id: v7(),
    type: 'ActionApproved',
    data: {
      actionId: `0198b9b6-7a52-7c44-9d52-${String(stream).padStart(12, '0')}`,
      challengeId: 'amal-2026',
      collegeId: 'aqtau-teniz-college',
      reviewer: 'acc-5b0c7d1e',
      verified: { participants: 24, bags: 38 },
    },
    metadata: {
      actor: 'acc-5b0c7d1e',
      $correlationId: '0198b9b6-7a52-7c44-9d52-6b1fbd5c1a10',
      recordedAt: '2026-11-23T10:00:00.000Z',
      schemaVersion: 1,
    },
  };
}

export const streamName = (stream: number) => `action-bench-${stream}`;

/** What was acknowledged: which event stands where, as the store said. Columns, so that keeping count costs the measured program little. */
export class Acknowledged {
  readonly ids: string[] = [];
  readonly streams: number[] = [];
  readonly revisions: number[] = [];
  readonly positions: string[] = [];

  add(id: string, stream: number, { revision, position }: Appended): void {
    this.ids.push(id);
    this.streams.push(stream);
    this.revisions.push(revision);
    this.positions.push(position);
  }
}

export interface Load {
  /** Commands in flight. */
  inFlight: number;
  seconds: number;
  /** The stream of the next command and the revision it expects: its own streams, or one for all. */
  next(): { stream: number; expected: ExpectedRevision; settled(revision: number): void };
}

export interface Made {
  perSecond: number;
  /** Milliseconds of each command. */
  latencies: number[];
}

/** A closed loop: as soon as one command is answered the next is sent. Every answer is kept. */
export async function appendFor(store: EventStore, load: Load, acknowledged: Acknowledged): Promise<Made> {
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + load.seconds * 1_000;
  const caller = async () => {
    for (let now = performance.now(); now < until;) {
      const { stream, expected, settled } = load.next();
      const event = approval(stream);
      const appended = await store.append(streamName(stream), expected, [event]);
      settled(appended.revision);
      acknowledged.add(event.id, stream, appended);
      const end = performance.now();
      latencies.push(end - now);
      now = end;
    }
  };
  await Promise.all(Array.from({ length: load.inFlight }, caller));
  return { perSecond: latencies.length / ((performance.now() - start) / 1_000), latencies };
}

/** Free streams by turns; each with the exact revision it has. */
export function manyStreams(count = STREAMS): Load['next'] {
  const free = Array.from({ length: count }, (_, stream) => stream);
  const heads: ExpectedRevision[] = Array.from({ length: count }, () => 'no-stream');
  let at = 0;
  return () => {
    const slot = at++ % free.length;
    const stream = free[slot]!;
    free[slot] = free.at(-1)!;
    free.pop();
    return {
      stream,
      expected: heads[stream]!,
      settled: (revision) => {
        heads[stream] = revision;
        free.push(stream);
      },
    };
  };
}
