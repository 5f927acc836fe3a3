import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.js';
import { migrate } from '../../src/postgres/migrate.js';
import { historySchema } from '../../src/postgres/migrations.js';
import { PostgresEventStore } from '../../src/event-store/postgres/postgres-event-store.js';
import type { Drill } from './drill.js';
import { runCommand } from '../support/server-process.js';

const SETTINGS = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;
const quiet = { log: () => undefined, warn: () => undefined };

/** Starts a server on an unsafe PostgreSQL, and appends through a store that does not check its settings. */
async function withOff(setting: string, work: string) {
  const postgres = await startEmbeddedPostgres({ dataDir: work, log: quiet, settings: { [setting]: 'off' } });
  try {
    const { appUrl, adminUrl } = postgres;
    const folder = path.join(work, 'server');
    const settings = { DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl, DATA_DIR: folder, PORT: '0' };
    const { code, lastLine } = await runCommand('src/main.ts', [], settings);
    await migrate(adminUrl, appUrl, historySchema);
    const careless = new PostgresEventStore(appUrl, quiet);
    const event = { id: randomUUID(), type: 'Drilled', data: {}, metadata: {} };
    const appended = await careless.append(`unsafe-${setting}`, 'no-stream', [event]);
    await careless.close();
    return { isRefused: code === 2 && lastLine.includes(`${setting} = off`), isAcknowledged: appended.revision === 0 };
  } finally {
    await postgres.stop();
  }
}

export const unsafeSettings: Drill = {
  name: 'unsafe-settings',
  promise: 'a start on a PostgreSQL that could lose acknowledged writes is refused and names the setting',
  target: `refused by its name: ${SETTINGS.join(', ')}`,
  quick: false,
  async run() {
    const work = mkdtempSync(path.join(tmpdir(), 'qorzhyn-unsafe-'));
    try {
      const refused: string[] = [];
      const acknowledged: string[] = [];
      for (const setting of SETTINGS) {
        const { isRefused, isAcknowledged } = await withOff(setting, work);
        if (isRefused) refused.push(setting);
        if (isAcknowledged) acknowledged.push(setting);
      }
      return {
        figure: `refused: ${refused.join(', ') || 'none'}`,
        holds: refused.length === SETTINGS.length,
        control: {
          kind: 'taken away',
          figure: `without the check of the settings an append is acknowledged with ${acknowledged.join(', ') || 'none'} off`,
          fails: acknowledged.length === SETTINGS.length,
        },
      };
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};
