import { MemoryEventStore } from '../support/memory-event-store.js';
import { eventStoreContract } from './event-store.contract.js';

eventStoreContract('the event store in memory', () => {
  const store = new MemoryEventStore();
  return Promise.resolve({ store, another: () => Promise.resolve(store), close: () => store.close() });
});
