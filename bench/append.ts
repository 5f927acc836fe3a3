import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { v7 } from 'uuid';
import { SystemClock } from '../src/config/clock.js';
import { hashOf } from '../src/config/ids.js';
import { canonicalJson } from '../src/event-store/canonical-json.js';
import type { CommandContext } from '../src/event-store/command-context.js';
import { DeciderCommandHandler } from '../src/event-store/command-handler.js';
import type { Decider } from '../src/event-store/decider.js';
import {
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
  WrongExpectedRevision,
} from '../src/event-store/event-store.js';
import { openPostgresEventStore } from '../src/event-store/postgres/open-postgres.js';
import type { DomainEvent } from '../src/events/schemas.js';
import { IdempotentResponses, PostgresAppendIntents } from '../src/idempotency/idempotency.repository.js';
import { migrate } from '../src/postgres/migrate.js';
import { serverSchema } from '../src/postgres/migrations.js';
import {
  ask,
  type Bench,
  byTurns,
  type Database,
  type BenchContext,
  median,
  mustHold,
  percentile,
  pgbench,
  rounded,
  type Sampled,
  speeds,
} from './harness.js';
import { RpcProcess } from './rpc-process.js';

const STREAMS = 2_000;
export const IN_FLIGHT = 64;
/** A disturbance of the disk lasts longer than a turn: a round is the median of this many short ones. */
const TURNS = 5;
export const TURN_SECONDS = 1;

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

/** Acknowledged positions per stream and revision, packed to keep the cost of counting low. */
class Acknowledged {
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

  /** Acknowledged stream, revision and position by event id. */
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

/** The stream of the next command and the revision it expects. */
type NextCommand = () => { stream: number; expected: ExpectedRevision; settled(revision: number): void };

interface Made {
  perSecond: number;
  /** Milliseconds of each command. */
  latencies: number[];
}

/** A closed loop: each response triggers the next command. Every response is checked. */
async function appendFor(store: EventStore, next: NextCommand, acknowledged: Acknowledged): Promise<Made> {
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + TURN_SECONDS * 1_000;
  const caller = async () => {
    for (let now = performance.now(); now < until;) {
      const { stream, expected, settled } = next();
      const event = approval(stream);
      const appended = await store.append(streamName(stream), expected, [event]);
      settled(appended.revision);
      acknowledged.add(event.id, stream, appended);
      const end = performance.now();
      latencies.push(end - now);
      now = end;
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
  return { perSecond: latencies.length / ((performance.now() - start) / 1_000), latencies };
}

/** Free streams by turns; each with the exact revision it has. */
export function manyStreams(count = STREAMS): NextCommand {
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

const quiet = { log: () => undefined, warn: () => undefined };

export const openStore = ({ appUrl: url, adminUrl }: Database) => openPostgresEventStore({ url, adminUrl, log: quiet });

/** Two writers on the same streams: each revision is won once, and positions stay dense. */
async function checkTwoWriters(store: EventStore, database: Database, known: Acknowledged): Promise<void> {
  const other = await openStore(database);
  try {
    let won = 0;
    const base = 1_000_000;
    for (let revision = 0; revision < 20; revision += 1) {
      const expected = revision === 0 ? 'no-stream' : revision - 1;
      const tries = Array.from({ length: 8 }, (_, stream) =>
        [store, other].map(async (writer) => {
          const event = approval(base + stream);
          try {
            known.add(event.id, base + stream, await writer.append(streamName(base + stream), expected, [event]));
            won += 1;
          } catch (error) {
            if (!(error instanceof WrongExpectedRevision)) throw error;
          }
        }),
      );
      await Promise.all(tries.flat());
    }
    mustHold(won === 160, `160 revisions were each to be won once by two writers, ${won} were`);
  } finally {
    await other.close();
  }
}

/** Reads the whole history: every acknowledged event stands once where its answer said, nothing else does, without gaps. */
async function checkHistory(store: EventStore, acknowledged: Acknowledged): Promise<void> {
  const told = acknowledged.byId();
  const heads = new Map<string, number>();
  let count = 0;
  for await (const event of store.readAll()) {
    count += 1;
    mustHold(event.position === String(count), `position ${event.position} stands where ${count} should`);
    const next = (heads.get(event.stream) ?? -1) + 1;
    mustHold(event.revision === next, `${event.stream} has revision ${event.revision} after ${next - 1}`);
    heads.set(event.stream, next);
    const place = told.get(event.id);
    if (!place) throw new Error(`event ${event.id} stands in the history and was never acknowledged`);
    mustHold(
      place.stream === event.stream && place.revision === event.revision && place.position === event.position,
      `event ${event.id} was acknowledged elsewhere than it stands`,
    );
  }
  mustHold(
    count === acknowledged.count && told.size === count,
    `${acknowledged.count} appends were acknowledged, ${count} events are stored`,
  );
}

/** A table with our columns and one primary key, filled row by row: PostgreSQL without batching. */
const RAW_TABLE = `CREATE TABLE raw_events (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid NOT NULL,
  revision integer NOT NULL, stream text NOT NULL, type text NOT NULL, data text NOT NULL, metadata text NOT NULL)`;

function rawInsert(): string {
  const { id, type, data, metadata } = approval(1);
  const texts = [streamName(1), type, canonicalJson(data), canonicalJson(metadata)].map((text) => `'${text}'`);
  return `INSERT INTO raw_events (id, revision, stream, type, data, metadata) VALUES ('${id}', 0, ${texts.join(', ')});\n`;
}

interface Stage {
  store: EventStore;
  database: Database;
  acknowledged: Acknowledged;
  /** Appends in a closed loop for one turn. */
  load(next: NextCommand): Promise<Made>;
}

/** An open, checked store on a fresh database; whatever was appended is checked against the whole history at the end. */
async function onStage(context: BenchContext, work: (stage: Stage) => Promise<Sampled>): Promise<Sampled> {
  const database = await context.database();
  const store = await openStore(database);
  try {
    await ask(database.adminUrl, RAW_TABLE);
    const acknowledged = new Acknowledged();
    await checkTwoWriters(store, database, acknowledged);
    const load = (next: NextCommand) => appendFor(store, next, acknowledged);
    const sampled = await work({ store, database, acknowledged, load });
    await checkHistory(store, acknowledged);
    return sampled;
  } finally {
    await store.close();
  }
}

/** Rounds of short turns, after one turn of each side that warms the code up and does not count. */
async function byShortTurns(context: BenchContext, ours: () => Promise<number>, anchor: () => Promise<number>) {
  if (!context.smoke) {
    await ours();
    await anchor();
  }
  return byTurns(context, ours, anchor, TURNS);
}

export const appendGroup: Bench = {
  name: 'append.group',
  metric: 'events/s, 64 commands in flight over 2,000 streams',
  anchor: 'pgbench, single-row INSERT, 32 clients',
  needs: ['pgbench'],
  run: (context) =>
    onStage(context, async ({ database, load }) => {
      const next = manyStreams();
      const waits: number[] = [];
      const rounds = await byShortTurns(
        context,
        async () => {
          const { perSecond, latencies } = await load(next);
          waits.push(percentile(latencies, 0.5));
          return perSecond;
        },
        () => pgbench(context, database.adminUrl, rawInsert(), 32, TURN_SECONDS),
      );
      return { rounds, figures: { ...speeds(rounds), 'p50 ms': rounded(median(waits)) } };
    }),
};

/** Another event store on the same PostgreSQL, with the same commands over as many streams. */
export const appendPeer: Bench = {
  name: 'append.peer',
  metric: 'events/s, 64 commands in flight over 2,000 streams',
  anchor: 'emmett-postgresql, appendToStream, the same commands, a pool of 32',
  target: { atLeast: 8 },
  run: (context) =>
    onStage(context, async ({ load }) => {
      const { adminUrl: url } = await context.database();
      const peer = RpcProcess.start('emmett.ts');
      try {
        await peer.call('open', { url });
        const next = manyStreams();
        let made = 0;
        const rounds = await byShortTurns(
          context,
          async () => (await load(next)).perSecond,
          async () => {
            const turn = await peer.call<{ made: number; perSecond: number }>('append');
            made += turn.made;
            return turn.perSecond;
          },
        );
        const [stored] = await ask<{ events: string; streams: string }>(
          url,
          `SELECT (SELECT count(*) FROM emt_messages) AS events, (SELECT sum(stream_position) FROM emt_streams) AS streams`,
        );
        mustHold(
          Number(stored?.events) === made && Number(stored?.streams) === made,
          `the peer acknowledged ${made} events and stored ${stored?.events}`,
        );
        return { rounds, figures: { ...speeds(rounds), 'peer events': rounded(made) } };
      } finally {
        await peer.stop();
      }
    }),
};

const counting: Decider<number, DomainEvent> = { initialState: () => 0, evolve: (count) => count + 1 };

/** Whole commands (load, decide, append), as the server makes them, with and without an Idempotency-Key. */
export const appendIdempotent: Bench = {
  name: 'append.idempotent',
  metric: 'commands/s with an Idempotency-Key, 64 in flight',
  anchor: 'the same commands without a key',
  target: { atLeast: 0.05 },
  run: (context) =>
    onStage(context, async ({ store, database, acknowledged }) => {
      await migrate(database.adminUrl, database.appUrl, serverSchema);
      const source = await new DataSource({ type: 'postgres', url: database.appUrl, extra: { max: 10 } }).initialize();
      try {
        const clock = new SystemClock();
        const responses = new IdempotentResponses(source, clock);
        const commandHandler = new DeciderCommandHandler(store, new PostgresAppendIntents(source, clock), clock);
        let at = 0;
        let made = 1;
        const command = async (key?: string) => {
          const stream = 4_000_000 + (at++ % STREAMS);
          const event = approval(stream) as unknown as DomainEvent;
          const caller: CommandContext = { actor: 'acc-1', correlationId: 'bench', idempotencyKey: key };
          const keyed = key === undefined ? null : { actor: 'acc-1', key, requestHash: hashOf('POST', '/', key) };
          if (keyed) {
            mustHold((await responses.find(keyed)) === null, 'a fresh key was taken already');
            caller.requestHash = keyed.requestHash;
          }
          const outcome = await commandHandler.handle(streamName(stream), counting, () => [event], caller);
          if (keyed)
            await responses.store(keyed, { status: 200, body: JSON.stringify({ position: outcome.position }) });
          return outcome;
        };
        const measure = async (withKey: boolean) => {
          const start = performance.now();
          let count = 0;
          const caller = async () => {
            while (performance.now() - start < TURN_SECONDS * 1_000) {
              await command(withKey ? randomUUID() : undefined);
              count += 1;
            }
          };
          await Promise.all(Array.from({ length: IN_FLIGHT }, caller));
          made += count;
          return count / ((performance.now() - start) / 1_000);
        };
        const first = await command('same-key');
        const keyed = { actor: 'acc-1', key: 'same-key', requestHash: hashOf('POST', '/', 'same-key') };
        const repeat = await responses.find(keyed);
        mustHold(
          typeof repeat === 'object' && repeat?.body === JSON.stringify({ position: first.position }),
          'a repeat did not get the first response',
        );
        const rounds = await byShortTurns(
          context,
          () => measure(true),
          () => measure(false),
        );
        let stored = 0;
        for await (const event of store.readAll({ filter: { streamPrefixes: [streamName(4)] } })) {
          acknowledged.add(event.id, Number(event.stream.slice(streamName('').length)), event);
          stored += 1;
        }
        mustHold(stored === made, `${made} commands were made, ${stored} events are stored`);
        return { rounds, figures: { ...speeds(rounds, 'commands/s'), commands: made } };
      } finally {
        await source.destroy();
      }
    }),
};
