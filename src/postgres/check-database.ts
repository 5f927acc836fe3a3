import { Client } from 'pg';
import { BadSetting } from '../config/environment.js';
import { databaseError } from '../config/startup-errors.js';

/** Connects once. Errors: BadSetting, which names the setting, what is wrong and the remedy. */
export async function checkDatabase(url: string, setting: string): Promise<void> {
  const { encoding, name } = await askDatabase(url).catch((error: unknown) => {
    throw databaseError(error, setting);
  });
  if (encoding !== 'UTF8')
    throw new BadSetting(
      `${setting} leads to the database ${name}, whose encoding is ${encoding}: texts in Kazakh and Russian need UTF8. Create it with: CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0.`,
    );
}

async function askDatabase(url: string): Promise<{ encoding: string; name: string }> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ encoding: string; name: string }>(
      "SELECT current_setting('server_encoding') AS encoding, current_database() AS name",
    );
    return rows[0]!;
  } finally {
    await client.end().catch(() => undefined);
  }
}
