import { Client } from 'pg';
import { openPostgresEventStore } from '../../src/event-store/postgres/open-postgres.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { eventStoreContract } from './event-store.contract.js';

jest.setTimeout(60_000);
const log = { log: () => undefined, warn: () => undefined };
let server: TestPostgres;
beforeAll(async () => {
  server = await startTestPostgres();
});
afterAll(() => server.stop());

eventStoreContract('PostgreSQL 18 (embedded)', async () => {
  const { appUrl, adminUrl } = await server.createDatabase();
  const openStore = () => openPostgresEventStore({ url: appUrl, adminUrl, log });
  const store = await openStore();
  return {
    store,
    another: openStore,
    async drop() {
      const client = new Client({ connectionString: appUrl });
      await client.connect();
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()`,
      );
      await client.end();
    },
    close: () => store.close(),
  };
});
