import { randomUUID } from 'node:crypto';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import type { PostgresEventStore } from '../../src/event-store/postgres/postgres-event-store.js';
import { WrongExpectedRevision } from '../../src/event-store/event-store.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

const log = { log: () => undefined, warn: () => undefined };
const event = () => ({ id: randomUUID(), type: 'ContractTested', data: { n: 1 }, metadata: {} });

let postgres: TestPostgres;
let one: PostgresEventStore;
let other: PostgresEventStore;

beforeAll(async () => {
  postgres = await startTestPostgres();
  const { appUrl: url, adminUrl } = await postgres.createDatabase();
  one = await openPostgresEventStore({ url, adminUrl, log });
  other = await openPostgresEventStore({ url, adminUrl, log });
});

afterAll(async () => {
  await Promise.all([one.close(), other.close()]);
  await postgres.stop();
});

describe('PostgresEventStore with two writers', () => {
  it('refuses a revision that another writer has passed', async () => {
    await one.append('s-1', 'no-stream', [event()]);
    await one.append('s-1', 0, [event()]);
    await other.append('s-1', 1, [event()]);
    await expect(one.append('s-1', 1, [event()])).rejects.toThrow(WrongExpectedRevision);
    await expect(one.append('s-1', 2, [event()])).resolves.toMatchObject({ revision: 3 });
  });

  it('refuses a revision that only a refused append expected', async () => {
    await one.append('s-2', 'no-stream', [event()]);
    await other.append('s-3', 'no-stream', [event()]);
    const both = await Promise.allSettled([one.append('s-3', 'no-stream', [event()]), one.append('s-2', 0, [event()])]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    await expect(one.append('s-3', 1, [event()])).rejects.toThrow(WrongExpectedRevision);
    await expect(one.append('s-2', 2, [event()])).rejects.toThrow(WrongExpectedRevision);
    await expect(one.append('s-2', 1, [event()])).resolves.toMatchObject({ revision: 2 });
  });

  it('ignores a revision that was read but not written', async () => {
    await one.append('s-4', 'no-stream', [event()]);
    await expect(one.append('s-4', 5, [event()])).rejects.toThrow(WrongExpectedRevision);
    await one.append('s-5', 'no-stream', [event()]);
    await expect(one.append('s-4', 6, [event()])).rejects.toThrow(WrongExpectedRevision);
  });

  it('leaves no gap in revisions when batches conflict', async () => {
    for (let turn = 0; turn < 20; turn += 1) {
      const [stream, writer] = [`s-gap-${turn}`, turn % 2 === 0 ? one : other];
      await writer.append(stream, 'no-stream', [event()]);
      const asked = [5, 0, 1, 3].map((expected) => writer.append(stream, expected, [event()]));
      const answers = await Promise.allSettled(asked);
      expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled', 'rejected']);
    }
    const revisions = new Map<string, number>();
    for await (const { stream, revision } of one.readAll()) {
      expect(revision).toBe((revisions.get(stream) ?? -1) + 1);
      revisions.set(stream, revision);
    }
  });
});
