import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../config/clock.js';
import { DeciderCommandHandler } from './command-handler.js';
import { EventStore } from './event-store.js';
import { InstrumentedEventStore } from './instrumented-event-store.js';
import { AppendIntents } from './append-intents.js';
import { openPostgresEventStore } from './postgres/open-postgres.js';

export interface EventStoreOptions {
  /** EventStoreDB; absent = the history is in PostgreSQL. */
  eventStoreUrl?: string;
  databaseUrl: string;
  adminUrl: string;
  log: { log(message: string): void; warn(message: string): void; error(message: string): void };
  /** True for commands that move a history; others are refused one that has moved away. */
  mayHaveMoved?: boolean;
}

/** Opens the history that the settings name. The client of EventStoreDB is loaded only when it is used. */
export async function openEventStore({
  eventStoreUrl,
  databaseUrl,
  adminUrl,
  log,
  mayHaveMoved = false,
}: EventStoreOptions): Promise<EventStore> {
  if (eventStoreUrl === undefined) return openPostgresEventStore({ url: databaseUrl, adminUrl, log, mayHaveMoved });
  const { openEventStoreDb } = await import('./eventstoredb/eventstoredb-event-store.js');
  const store = await openEventStoreDb({ url: eventStoreUrl, log, ignoresSeal: mayHaveMoved });
  if (!mayHaveMoved) await store.assertNotMoved();
  return store;
}

@Injectable()
class CloseStore implements OnApplicationShutdown {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  onApplicationShutdown(): Promise<void> {
    return this.store.close();
  }
}

/** The event store as the start opened it; ConfigModule provides it. */
export const OPENED_EVENT_STORE = Symbol('opened event store');

@Module({
  providers: [
    CloseStore,
    {
      provide: EventStore,
      inject: [OPENED_EVENT_STORE],
      useFactory: (opened: EventStore) => new InstrumentedEventStore(opened),
    },
    {
      provide: DeciderCommandHandler,
      inject: [EventStore, AppendIntents, Clock],
      useFactory: (events: EventStore, intents: AppendIntents, clock: Clock) =>
        new DeciderCommandHandler(events, intents, clock),
    },
  ],
  exports: [EventStore, DeciderCommandHandler],
})
export class EventStoreModule {}
