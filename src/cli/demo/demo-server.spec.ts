import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EventStoreDbDouble } from '../../../test/support/eventstoredb-double/double.js';
import { openEventStoreDb } from '../../event-store/eventstoredb/eventstoredb-event-store.js';
import { DemoFolder } from './demo-folder.js';
import { requireEmptyHistory } from './demo-server.js';

describe('requireEmptyHistory', () => {
  it('starts a new season only in an empty EventStoreDB', async () => {
    const double = await EventStoreDbDouble.start();
    const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-demo-'));
    const demo = new DemoFolder(folder);
    await requireEmptyHistory(demo, double.url);
    const store = await openEventStoreDb({ url: double.url, log: { warn: () => undefined } });
    await store.append('action-1', 'no-stream', [{ id: randomUUID(), type: 'T', data: {}, metadata: {} }]);
    await expect(requireEmptyHistory(demo, double.url)).rejects.toThrow(/holds a history already/);
    await expect(requireEmptyHistory(demo, 'esdb://a,,b')).rejects.toThrow('EVENTSTORE_URL');
    for (const none of [undefined, '', ' \r']) await requireEmptyHistory(demo, none);
    await store.close();
    await double.stop();
    rmSync(folder, { recursive: true });
  });
});
