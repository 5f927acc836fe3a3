import { DataSource } from 'typeorm';
import { migrate } from '../../src/postgres/migrate.js';
import { PostgresReadModel } from '../../src/projector/postgres/read-model.repository.js';
import { serverSchema } from '../../src/postgres/migrations.js';
import { PostgresSnapshotStore } from '../../src/projector/postgres/snapshot-store.repository.js';
import { MemorySnapshotStore } from '../support/memory-snapshot-store.js';
import { MemoryReadModel } from '../support/memory-read-model.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { snapshotStoreContract } from './snapshot-store.contract.js';

describe('MemorySnapshotStore', () => {
  snapshotStoreContract(async () => {
    const model = new MemoryReadModel();
    return { model, snapshots: new MemorySnapshotStore(model) };
  });
});

describe('PostgresSnapshotStore', () => {
  let postgres: TestPostgres;
  let source: DataSource;
  let prepare: () => Promise<void>;
  let drop: () => Promise<void>;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const { appUrl, adminUrl } = await postgres.createDatabase();
    prepare = () => migrate(adminUrl, appUrl, serverSchema);
    drop = () => asOwner(adminUrl, 'DROP TABLE read_model.fold_snapshot');
    await migrate(adminUrl, appUrl, serverSchema);
    source = await new DataSource({ type: 'postgres', url: appUrl }).initialize();
  }, 60_000);

  afterAll(async () => {
    await source?.destroy();
    await postgres?.stop();
  });

  snapshotStoreContract(async () => {
    await source.query('DELETE FROM read_model.generation');
    return { model: new PostgresReadModel(source), snapshots: new PostgresSnapshotStore(source) };
  });

  it('does not let the server role change a snapshot', async () => {
    await expect(source.query("UPDATE read_model.fold_snapshot SET body = ''")).rejects.toThrow(/permission denied/);
  });

  it('recreates a dropped table empty at the next start', async () => {
    await drop();
    await expect(source.query('SELECT FROM read_model.fold_snapshot')).rejects.toThrow(/does not exist/);
    await prepare();
    await source.query('DELETE FROM read_model.generation');
    const [model, snapshots] = [new PostgresReadModel(source), new PostgresSnapshotStore(source)];
    const generation = await model.begin('p', 1);
    const header = { projection: 'p', generation, key: 'all', position: '7' };
    expect(await snapshots.load(header)).toBeNull();
    await snapshots.save({ ...header, eventId: 'event-7', body: Buffer.from('kept') });
    expect(String(await snapshots.load(header))).toBe('kept');
  });
});

async function asOwner(url: string, statement: string): Promise<void> {
  const owner = await new DataSource({ type: 'postgres', url }).initialize();
  await owner.query(statement).finally(() => owner.destroy());
}
