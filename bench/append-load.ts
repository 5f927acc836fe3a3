import { v7 } from 'uuid';
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

export const streamName = (stream: number | string) => `action-bench-${stream}`;

const BLOCK = 65_536;

/** What was acknowledged: which event stands where, as the store said. Packed, so that keeping count costs the measured program little. */
export class Acknowledged {
  count = 0;
  private readonly ids: Buffer[] = [];
  private readonly places: Float64Array[] = [];

  add(id: string, stream: number, { revision, position }: Appended): void {
    const [block, at] = [Math.floor(this.count / BLOCK), this.count % BLOCK];
    const ids = (this.ids[block] ??= Buffer.alloc(BLOCK * 36));
    const places = (this.places[block] ??= new Float64Array(BLOCK * 3));
    ids.write(id, at * 36, 'latin1');
    places[at * 3] = stream;
    places[at * 3 + 1] = revision;
    places[at * 3 + 2] = Number(position);
    this.count += 1;
  }

  /** By event id: the stream, revision and position that were told. */
  byId(): Map<string, { stream: string; revision: number; position: string }> {
    const told = new Map<string, { stream: string; revision: number; position: string }>();
    for (let index = 0; index < this.count; index += 1) {
      const [block, at] = [Math.floor(index / BLOCK), index % BLOCK];
      const [stream, revision, position] = this.places[block]!.subarray(at * 3, at * 3 + 3) as unknown as number[];
      const id = this.ids[block]!.toString('latin1', at * 36, at * 36 + 36);
      told.set(id, { stream: streamName(stream!), revision: revision!, position: String(position) });
    }
    return told;
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
