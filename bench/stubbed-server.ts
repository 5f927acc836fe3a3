import { randomUUID } from 'node:crypto';
import { FirstOrganiser } from '../src/accounts/first-organiser.js';
import { readEnvironment } from '../src/config/environment.js';
import { writeServerFile } from '../src/config/server-file.js';
import type { Appended, ExpectedRevision, NewEvent } from '../src/event-store/event-store.js';
import { validateAppend } from '../src/event-store/validate-append.js';
import { createApp } from '../src/main.js';
import { MemoryEventStore } from '../test/support/memory-event-store.js';

/** An in-memory store that acknowledges actions at once and discards them. */
export class AtOnceStore extends MemoryEventStore {
  override append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    if (!stream.startsWith('action-')) return super.append(stream, expected, events);
    validateAppend(stream, expected, events);
    const position = this.events.at(-1)?.position ?? '0';
    return Promise.resolve({ revision: (expected === 'no-stream' ? -1 : expected) + events.length, position });
  }
}

/** The whole server with guards, limits, logs and metrics over that store: the cost of HTTP alone. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const { DATABASE_URL: databaseUrl, DATABASE_ADMIN_URL: adminUrl, DATA_DIR } = environment;
  if (databaseUrl === undefined || adminUrl === undefined)
    throw new Error('DATABASE_URL and DATABASE_ADMIN_URL are needed');
  const app = await createApp({ environment, databaseUrl, adminUrl, store: new AtOnceStore() });
  process.on('SIGTERM', () => void app.close().then(() => process.exit(0)));
  await app.listen(0, '127.0.0.1');
  const token = await app.get(FirstOrganiser).token(randomUUID());
  process.stdout.write(`/invite/${token}\n`);
  writeServerFile(DATA_DIR, `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`);
}

void main();
