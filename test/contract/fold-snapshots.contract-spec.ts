import { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate.js';
import { TypeOrmFoldSnapshots } from '../../src/projector/typeorm/fold-snapshots.repository.js';
import { readModelEntities, TypeOrmReadModel } from '../../src/projector/typeorm/read-model.repository.js';
import { readModelSchema } from '../../src/projector/typeorm/read-model.schema.js';
import { MemoryFoldSnapshots } from '../support/memory-fold-snapshots.js';
import { MemoryReadModel } from '../support/memory-read-model.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { foldSnapshotsContract } from './fold-snapshots.contract.js';

describe('snapshots in memory', () => {
  foldSnapshotsContract(async () => {
    const model = new MemoryReadModel();
    return { model, snapshots: new MemoryFoldSnapshots(model) };
  });
});

describe('snapshots in PostgreSQL', () => {
  let postgres: TestPostgres;
  let source: DataSource;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    const { appUrl, adminUrl } = await postgres.createDatabase();
    await migrate(adminUrl, appUrl, [readModelSchema]);
    source = await new DataSource({ type: 'postgres', url: appUrl, entities: readModelEntities }).initialize();
  }, 60_000);

  afterAll(async () => {
    await source?.destroy();
    await postgres?.stop();
  });

  foldSnapshotsContract(async () => {
    await source.query('DELETE FROM read_model.generation');
    return { model: new TypeOrmReadModel(source), snapshots: new TypeOrmFoldSnapshots(source) };
  });

  it('the server’s own role does not change what is kept', async () => {
    await expect(source.query("UPDATE read_model.fold_snapshot SET body = ''")).rejects.toThrow(/permission denied/);
  });
});
