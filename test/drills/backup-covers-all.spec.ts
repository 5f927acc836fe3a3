import { DataSource } from 'typeorm';
import { backupTables, excludedTables } from '../../src/cli/backup/tables.js';
import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server.close());

const tables = async () => {
  const rows = await server.app
    .get(DataSource)
    .query<{ name: string }[]>(
      `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
  return rows.map(({ name }) => name);
};
const forgotten = (names: readonly string[]) =>
  names.filter((name) => !(name in excludedTables) && !backupTables.some((kept) => name === `public.${kept}`));

test('every table is in a backup, or left out for a reason', async () => {
  const names = await tables();
  expect(forgotten(names)).toEqual([]);
  expect(names.length).toBe(backupTables.length + Object.keys(excludedTables).length);
});

test('control: finds a table that is neither saved nor excused', async () => {
  expect(forgotten([...(await tables()), 'public.photos'])).toEqual(['public.photos']);
});
