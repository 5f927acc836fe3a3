import type { EventStore } from '../event-store.js';
import type { StoreLog } from './connection.js';
import { type Timing, usualTiming } from './timing.js';

export interface EventStoreDbOptions {
  /** `esdb://host:2113?tls=false`; several hosts with commas, and the leader among them is found. */
  url: string;
  log: StoreLog;
  timing?: Partial<Timing>;
}

/** Opens the store without waiting for the server. The client is loaded only here: nobody else pays for it. */
export async function openEventStoreDb({ url, log, timing }: EventStoreDbOptions): Promise<EventStore> {
  const { EventStoreDbEventStore } = await import('./eventstoredb-event-store.js');
  return new EventStoreDbEventStore(url, log, { ...usualTiming, ...timing });
}
