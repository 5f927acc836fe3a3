import { DataSource } from 'typeorm';
import { migrate } from '../../src/database/migrate.js';
import { readModelEntities, TypeOrmReadModel } from '../../src/projector/typeorm/read-model.repository.js';
import { readModelSchema } from '../../src/projector/typeorm/read-model.schema.js';
import { MemoryReadModel } from '../support/memory-read-model.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { readModelContract } from './read-model.contract.js';

describe('the read model in memory', () => {
  readModelContract(() => Promise.resolve(new MemoryReadModel()));
});

describe('the read model in PostgreSQL', () => {
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

  readModelContract(async () => {
    for (const table of ['document', 'parked_event', 'generation'])
      await source.query(`DELETE FROM read_model.${table}`);
    return new TypeOrmReadModel(source);
  });

  it('lets the server’s own role change documents but not the tables', async () => {
    await expect(source.query('DROP TABLE read_model.document')).rejects.toThrow(/owner/);
  });
});
