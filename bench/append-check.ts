import { openPostgresEventStore } from '../src/event-store/postgres/open-postgres.js';
import { WrongExpectedRevision, type EventStore } from '../src/event-store/event-store.js';
import { approval, streamName, type Acknowledged } from './append-load.js';
import type { Database } from './ground.js';
import { mustHold } from './measure.js';

const quiet = { log: () => undefined, warn: () => undefined };

export const openStore = ({ appUrl: url, adminUrl }: Database) => openPostgresEventStore({ url, adminUrl, log: quiet });

/** Two writers at once on the same streams: each revision is won once, by one of them, and positions stay dense. */
export async function checkTwoWriters(store: EventStore, database: Database, known: Acknowledged): Promise<void> {
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
export async function checkHistory(store: EventStore, acknowledged: Acknowledged): Promise<void> {
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
