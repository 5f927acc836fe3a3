import { randomUUID } from 'node:crypto';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { drillStore, offerEventStoreDb, storedTimes } from './drill-store.js';
import { EventStoreDbDouble } from './eventstoredb-double/double.js';

const log = { log: () => undefined, warn: () => undefined };
const submitted = { type: 'ActionSubmitted', data: { actionId: 'one' }, metadata: { schemaVersion: 1 } };

describe('the store of a drill', () => {
  let double: EventStoreDbDouble;
  beforeAll(async () => void (double = await EventStoreDbDouble.start({ nodes: 1 })));
  afterAll(async () => {
    offerEventStoreDb(undefined);
    await double.stop();
  });

  it('is PostgreSQL while no EventStoreDB is offered', async () => {
    offerEventStoreDb('');
    expect(await drillStore()).toEqual({});
  });

  it('is the offered EventStoreDB while that is empty, and refused afterwards', async () => {
    offerEventStoreDb(double.url);
    const settings = await drillStore();
    expect(settings).toEqual({ EVENTSTORE_URL: double.url });
    const store = await openEventStoreDb({ url: double.url, log });
    await store.append('action-one', 'no-stream', [{ id: randomUUID(), ...submitted }]);
    await store.close();
    await expect(drillStore()).rejects.toThrow(
      'EVENTSTORE_URL holds a history already, and each drill or row needs an empty one',
    );
    expect([...(await storedTimes(settings, '', ['ActionSubmitted']))]).toEqual([['ActionSubmitted action-one', 1]]);
    expect(await storedTimes(settings, '', ['ActionApproved'])).toEqual(new Map());
  });
});
