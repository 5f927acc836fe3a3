import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { eventStoreContract } from './event-store.contract.js';
import { CuttableWay } from './eventstoredb-proxy.js';

jest.setTimeout(120_000);
const log = { warn: (message: string) => process.stdout.write(`${message}\n`) };
const url = process.env.EVENTSTORE_URL;

/** A single host without TLS is reached through a proxy; nodes of a cluster advertise their own addresses. */
async function wayTo(address: string): Promise<{ way: CuttableWay | null; through: string }> {
  const single = /^esdb:\/\/([^,:/?@]+)(?::(\d+))?\/?\?(.*)$/.exec(address);
  if (!single || !/(^|&)tls=false(&|$)/i.test(single[3]!)) return { way: null, through: address };
  const way = await CuttableWay.to(single[1]!, Number(single[2] ?? 2113));
  return { way, through: `esdb://127.0.0.1:${way.port}?${single[3]}` };
}

if (url) {
  eventStoreContract('EventStoreDB (a real server)', async () => {
    const { way, through } = await wayTo(url);
    const openStore = () => openEventStoreDb({ url: through, log });
    const store = await openStore();
    return {
      store,
      another: openStore,
      drop: way ? async () => way.cut() : undefined,
      async close() {
        await store.close();
        await way?.close();
      },
    };
  });
} else {
  process.stdout.write('event store contract: not asked to run on a real EventStoreDB (EVENTSTORE_URL is not set)\n');
  it.todo('runs on a real EventStoreDB: EVENTSTORE_URL is not set');
}
