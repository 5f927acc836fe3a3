import { Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { DeciderCommandHandler } from './command-handler.js';
import { EventStore, type StoreLog } from './event-store.js';
import { openPostgresEventStore } from './postgres/open-postgres.js';
import { RuleLock } from './rule-lock.repository.js';

export interface EventStoreOptions {
  /** EventStoreDB; absent = the history is in PostgreSQL. */
  eventStoreUrl?: string;
  databaseUrl: string;
  adminUrl: string;
  log: StoreLog;
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

/** ConfigModule provides the event store as the start opened it. */
@Module({ providers: [CloseStore, DeciderCommandHandler, RuleLock], exports: [DeciderCommandHandler, RuleLock] })
export class EventStoreModule {}
