import { Client } from 'pg';
import type { StoredEvent } from '../../event-store/event-store.js';

/** The tables of a backup, in an order that satisfies references. */
export const backupTables = [
  'accounts',
  'invitations',
  'second_factors',
  'recovery_codes',
  'passkeys',
  'mail_addresses',
  'notification_reads',
  'notification_settings',
  'push_keys',
  'push_subscriptions',
  'vault_items',
  'receipts',
  'evidence_files',
  'evidence_twins',
  'takedown_demands',
  'idempotency_keys',
  'planned_appends',
] as const;

/** A stored response must not outlive its event. With a second store a backup reads these tables before the history. */
export const idempotencyTables: readonly string[] = ['idempotency_keys', 'planned_appends'];

/** Tables that a backup leaves out, each with the reason. */
export const excludedTables: Readonly<Record<string, string>> = {
  'public.sessions': 'people sign in again',
  'public.passkey_challenges': 'good for ten minutes',
  'public.half_sessions': 'people sign in again',
  'public.ended_invitations': 'only words the answer to an old link',
  'public.known_devices': 'known again after the next sign-in',
  'public.outbox': 'a restore must not send again what was sent after the backup',
  'public.link_key': 'made again; a link lasts ten minutes',
  'public.notification_told': 'belongs to the outbox',
  'public.notification_start': 'a restored server tells people by mail only what is new',
  'public.migrations': 'written by the program that restores',
  'history.events': 'the history has its own file',
  'read_model.generation': 'rebuilt from the history',
  'read_model.document': 'rebuilt from the history',
  'read_model.parked_event': 'rebuilt from the history',
  'read_model.fold_snapshot': 'only saves time; taken again',
  'read_model.lease': 'names the running server that projects',
};

const PAGE = 1_000;
const BATCH = 500;
/** Screens may have received sequence numbers after the backup, so restored boards continue far above them. */
const SEQUENCE_MARGIN = 1_000_000;

/** Connects in UTC, so that rows as JSON text can be compared. */
export async function connect(url: string): Promise<Client> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  await client.query("SET timezone = 'UTC'");
  return client;
}

/** Commits the work, or nothing of it when it throws. */
export async function inTransaction<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Reads a database at one instant in a repeatable-read transaction, while writes continue. */
export class DatabaseSnapshot implements AsyncDisposable {
  private constructor(private readonly client: Client) {}

  static async open(url: string): Promise<DatabaseSnapshot> {
    const client = await connect(url);
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    // The first statement, not BEGIN, takes the snapshot.
    await client.query('SELECT 1 FROM pg_class LIMIT 1');
    return new DatabaseSnapshot(client);
  }

  columns(table: string): Promise<string[]> {
    return columnsOf(this.client, table);
  }

  /** Every row as JSON text. */
  async *rows(table: string): AsyncGenerator<string> {
    for await (const { row } of this.page<{ row: string }>(`SELECT to_json(t)::text AS row FROM ${table} t`)) yield row;
  }

  events(): AsyncGenerator<StoredEvent> {
    return this.page(
      'SELECT position, id, stream, revision, type, data, metadata FROM history.events ORDER BY position',
    );
  }

  /** Key and sequence number of each live board as JSON text. */
  boardSequences(): AsyncGenerator<string> {
    return this.rows(`(
      SELECT d.key, (d.body->>'seq')::int AS seq FROM read_model.document d
      JOIN read_model.generation g ON g.projection = d.projection AND g.generation = d.generation AND g.live
      WHERE d.projection = 'standings' AND d.key LIKE '%/' ORDER BY d.key)`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end();
  }

  private async *page<Row extends object>(sql: string): AsyncGenerator<Row> {
    await this.client.query(`DECLARE page NO SCROLL CURSOR FOR ${sql}`);
    for (;;) {
      const { rows } = await this.client.query<Row>(`FETCH ${PAGE} FROM page`);
      if (rows.length === 0) break;
      yield* rows;
    }
    await this.client.query('CLOSE page');
  }
}

export async function columnsOf(client: Client, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

export async function isFilled(client: Client, table: string): Promise<boolean> {
  return ((await client.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount ?? 0) > 0;
}

/** Inserts rows that are JSON text. */
export async function insertRows(client: Client, table: string, rows: AsyncIterable<string>): Promise<void> {
  for await (const batch of inBatches(rows))
    await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1::json)`, [
      `[${batch.join(',')}]`,
    ]);
}

/** Inserts events with these positions in place of their own. */
export async function insertEvents(
  client: Client,
  events: readonly StoredEvent[],
  positions: readonly (number | string)[],
): Promise<void> {
  const of = (field: keyof StoredEvent) => events.map((event) => event[field]);
  await client.query(
    `INSERT INTO history.events (position, id, revision, stream, type, data, metadata)
     SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[])`,
    [positions, of('id'), of('revision'), of('stream'), of('type'), of('data'), of('metadata')],
  );
}

/** Raises the sequence numbers of rebuilt boards above those given as one JSON line per board. */
export async function raiseBoardSequences(url: string, sequences: AsyncIterable<string>): Promise<void> {
  await inTransaction(url, async (client) => {
    for await (const batch of inBatches(sequences))
      await client.query(
        `UPDATE read_model.document d SET body = jsonb_set(d.body, '{seq}', to_jsonb((d.body->>'seq')::bigint + given.seq + ${SEQUENCE_MARGIN}))
         FROM json_to_recordset($1::json) AS given (key text, seq bigint) WHERE d.projection = 'standings' AND d.key = given.key`,
        [`[${batch.join(',')}]`],
      );
  });
}

/** Receipts continue above `highest` and above those of the table; `margin` skips numbers that neither of them may name. */
export async function raiseReceipts(client: Client, highest: number, margin: number): Promise<void> {
  await client.query(
    `SELECT setval('receipt_numbers', given.number + $2) FROM receipt_numbers,
       (SELECT greatest($1::int, max(number)) AS number FROM receipts) given WHERE last_value < given.number + $2 AND given.number > 0`,
    [highest, margin],
  );
}

export async function* inBatches<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
