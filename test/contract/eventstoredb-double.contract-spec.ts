import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.js';
import { eventStoreContract } from './event-store.contract.js';

jest.setTimeout(60_000);
const log = { warn: () => undefined };

for (const nodes of [1, 3]) {
  eventStoreContract(`EventStoreDB (protocol double${nodes > 1 ? `, ${nodes} nodes` : ''})`, async () => {
    const double = await EventStoreDbDouble.start({ nodes });
    const openStore = () => openEventStoreDb({ url: double.url, log });
    const store = await openStore();
    return {
      store,
      another: openStore,
      drop: async () => double.dropConnections(),
      async close() {
        await store.close();
        await double.stop();
      },
    };
  });
}
