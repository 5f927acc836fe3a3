import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { startTestApp, type TestApp } from '../support/app.js';
import type { Drill } from './drill.js';
import { COLLEGES } from '../support/world.js';
import { runCommand } from '../support/server-process.js';
import { claimOf, DAY, openChallenge } from '../support/world.js';

const ACTIONS = 6;

/** Statements that change stored events. */
const CHANGES = [
  ...[
    'position = position + 1000',
    'id = gen_random_uuid()',
    'revision = revision + 1000',
    `stream = stream || '-other'`,
  ]
    .concat(`type = 'Other'`, `data = '{}'`, `metadata = '{}'`)
    .map((change) => `UPDATE history.events SET ${change}`),
  'DELETE FROM history.events',
  'DELETE FROM history.events WHERE position = (SELECT max(position) FROM history.events)',
  'TRUNCATE history.events',
  'TRUNCATE history.events CASCADE',
  `INSERT INTO history.events SELECT * FROM history.events ON CONFLICT (position) DO UPDATE SET data = '{}'`,
  'MERGE INTO history.events e USING history.events o ON e.position = o.position WHEN MATCHED THEN DELETE',
];

/** Statements that remove the protection. The owner of the table may run them, the server's role may not. */
const TAKE_AWAY = 'ALTER TABLE history.events DISABLE TRIGGER never_changed';
const WAYS_AROUND = [
  TAKE_AWAY,
  'DROP TRIGGER never_changed ON history.events',
  'DROP FUNCTION history.refuse_change() CASCADE',
  `CREATE OR REPLACE FUNCTION history.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  'CREATE RULE away AS ON INSERT TO history.events DO INSTEAD NOTHING',
  'ALTER TABLE history.events OWNER TO CURRENT_USER',
  'GRANT ALL ON history.events TO CURRENT_USER; DELETE FROM history.events',
  'DROP TABLE history.events',
  'DROP SCHEMA history CASCADE',
];

async function connected<Result>(url: string, use: (client: Client) => Promise<Result>): Promise<Result> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The statements that were not refused, each tried in a session of its own. */
async function taken(url: string, statements: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const sql of statements)
    await connected(url, (client) =>
      client.query(sql).then(
        () => void found.push(sql),
        () => undefined,
      ),
    );
  return found;
}

/** How many statements do something where nothing protects the history: the others would prove nothing by being refused. */
async function unprotected(adminUrl: string, statements: readonly string[]): Promise<number> {
  let done = 0;
  for (const sql of statements)
    await connected(adminUrl, async (client) => {
      await client.query(`BEGIN; ${TAKE_AWAY}`);
      await client.query(sql);
      done += 1;
      await client.query('ROLLBACK');
    });
  return done;
}

const wholeHistory = (adminUrl: string) =>
  connected(adminUrl, async (client) => {
    const { rows } = await client.query<{ hash: string; events: number }>(
      `SELECT md5(string_agg(e::text, E'\\n' ORDER BY position)) AS hash, count(*)::int AS events FROM history.events e`,
    );
    return rows[0]!;
  });

async function approveSome(server: TestApp): Promise<void> {
  const ask = async (method: string, path: string, body: object) => {
    const answer = await server.request(method, path, { cookie: server.adminCookie, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as { position: string };
  };
  const reviewer = await server.signedIn('reviewer');
  let position = '0';
  for (let n = 0; n < ACTIONS; n += 1) {
    const id = randomUUID();
    await ask('PUT', `/api/actions/${id}`, claimOf(COLLEGES[n % COLLEGES.length]!, DAY));
    const body = { verified: { beneficiaries: 10 + n } };
    const answer = await server.request('POST', `/api/actions/${id}/approve`, { cookie: reviewer.cookie, body });
    if (answer.status !== 200) throw new Error(`approve: ${answer.status} ${JSON.stringify(answer.body)}`);
    ({ position } = answer.body as { position: string });
  }
  // Until the read models are there, so that verify has something to compare.
  await server.request('GET', `/api/challenges?atLeast=${position}`);
}

export const neverChanged: Drill = {
  name: 'never-changed',
  promise: 'no stored event is changed or deleted, and a change after removing the protection is detected',
  target:
    'every statement refused to the server and to the owner of the table; not one byte of the history differs; verify 0',
  quick: true,
  async run() {
    let urls = { DATABASE_URL: '', DATABASE_ADMIN_URL: '' };
    const server = await startTestApp({
      via: async (appUrl, adminUrl) => {
        urls = { DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl };
        return appUrl;
      },
    });
    try {
      const { DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl } = urls;
      await openChallenge(server);
      await approveSome(server);
      const before = await wholeHistory(adminUrl);
      const statements = [...CHANGES, ...WAYS_AROUND];
      const byServer = await taken(appUrl, statements);
      const byOwner = await taken(adminUrl, CHANGES);
      const after = await wholeHistory(adminUrl);
      const agrees = await runCommand('src/cli/verify.ts', [], urls);

      const possible = await unprotected(adminUrl, statements);
      const changed = await connected(adminUrl, async (client) => {
        await client.query(TAKE_AWAY);
        const { rowCount } = await client.query(
          `UPDATE history.events SET data = replace(data, '"beneficiaries":10', '"beneficiaries":11') WHERE type = 'ActionApproved'`,
        );
        return rowCount;
      });
      const differs = await runCommand('src/cli/verify.ts', [], urls);
      const through = byServer.length + byOwner.length;
      return {
        figure: `${statements.length} statements as the server, ${CHANGES.length} as the owner: ${through} taken; ${before.events} events, ${before.hash === after.hash ? 'all the same' : 'CHANGED'}; verify ${agrees.code}`,
        holds: through === 0 && before.hash === after.hash && agrees.code === 0,
        control: {
          kind: 'taken away',
          figure: `without the trigger the owner's ${possible} of ${statements.length} are taken; after one of them verify ${differs.code}: ${differs.lastLine.slice(0, 80)}`,
          fails: possible === statements.length && changed !== 0 && differs.code === 1,
        },
      };
    } finally {
      await server.close();
    }
  },
};
