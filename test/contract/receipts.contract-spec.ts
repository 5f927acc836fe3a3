import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ReceiptNumbers } from '../../src/actions/receipts.repository.js';
import { raiseReceipts } from '../../src/cli/backup/tables.js';
import { GivenReceipts } from '../../src/cli/restore/given-receipts.js';
import { encode } from '../../src/event-store/event-store.js';
import { migrate } from '../../src/postgres/migrate.js';
import { serverSchema } from '../../src/postgres/migrations.js';
import { submitted } from '../support/action-history.js';
import { MemoryEventStore } from '../support/memory-event-store.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';

describe('ReceiptNumbers', () => {
  let postgres: TestPostgres;
  const sources: DataSource[] = [];
  const metadata = { actor: 'test', $correlationId: 'test', recordedAt: '2026-10-12T05:00:00.000Z' };

  beforeAll(async () => {
    postgres = await startTestPostgres();
  }, 60_000);
  afterAll(async () => {
    for (const source of sources) await source.destroy();
    await postgres?.stop();
  });

  /** A new database of the server, beside the history of a store. */
  async function database(store = new MemoryEventStore()) {
    const { appUrl, adminUrl } = await postgres.createDatabase();
    await migrate(adminUrl, appUrl, serverSchema);
    const process = async () => {
      const source = await new DataSource({ type: 'postgres', url: appUrl, extra: { max: 5 } }).initialize();
      sources.push(source);
      return new ReceiptNumbers(source, store);
    };
    const asOwner = async (work: (client: Client) => Promise<unknown>) => {
      const client = new Client({ connectionString: adminUrl });
      await client.connect();
      await work(client).finally(() => client.end());
    };
    return { process, asOwner };
  }

  const historyWith = async (receipt?: number) => {
    const store = new MemoryEventStore();
    const { data } = submitted as Extract<typeof submitted, { type: 'ActionSubmitted' }>;
    const event = { type: 'ActionSubmitted' as const, data: { ...data, ...(receipt && { receipt }) } };
    await store.append('action-old', 'no-stream', [encode(event, randomUUID(), metadata)]);
    return store;
  };

  it('gives each action one number across processes', async () => {
    const { process } = await database();
    const processes = [await process(), await process(), await process()];
    const ids = Array.from({ length: 60 }, (_, nth) => `action-${nth % 20}`);
    const given = await Promise.all(ids.map(async (id, nth) => ({ id, number: await processes[nth % 3]!.of(id) })));
    const numbers = new Map(given.map(({ id, number }) => [id, number]));
    expect(given.every(({ id, number }) => numbers.get(id) === number)).toBe(true);
    expect(new Set(numbers.values()).size).toBe(20);
  });

  it('continues above an older history when its database is new', async () => {
    const { process } = await database(await historyWith(70));
    const [one, two] = [await process(), await process()];
    const numbers = await Promise.all([one.of('a'), two.of('b'), one.of('c')]);
    expect(Math.min(...numbers)).toBeGreaterThan(70);
    expect(new Set(numbers).size).toBe(3);
  });

  it('begins with 1 when no event of the history has a number', async () => {
    const { process } = await database(await historyWith());
    expect(await (await process()).of('a')).toBe(1);
  });

  it('continues above the numbers of a restored history', async () => {
    const { process, asOwner } = await database();
    const receipts = new GivenReceipts();
    const line = (receipt: number) =>
      JSON.stringify({
        id: '1',
        type: 'ActionSubmitted',
        stream: 'action-1',
        revision: 0,
        data: { receipt },
        metadata,
      });
    const history = async function* () {
      yield* [line(12), line(40), line(7)];
    };
    const passed: string[] = [];
    for await (const one of receipts.watch(history())) passed.push(one);
    expect(passed).toHaveLength(3);
    await asOwner((client) => client.query("INSERT INTO receipts VALUES (39, 'known')"));
    await asOwner((client) => raiseReceipts(client, receipts.highest, 100));
    const restored = await process();
    expect(await restored.of('known')).toBe(39);
    expect(await restored.of('new')).toBe(141);
    await asOwner((client) => raiseReceipts(client, 5, 0));
    expect(await restored.of('later')).toBe(142);
  });

  it('continues above the copied table after a move without a margin', async () => {
    const { process, asOwner } = await database();
    await asOwner((client) => client.query("INSERT INTO receipts VALUES (9, 'moved')"));
    await asOwner((client) => raiseReceipts(client, 0, 0));
    expect(await (await process()).of('new')).toBe(10);
  });
});
