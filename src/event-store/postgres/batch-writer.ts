import { Client } from 'pg';
import type { Outcome } from './append-queue.js';
import { batchParameters } from './batch-parameters.js';
import { KnownHeads } from './known-heads.js';
import type { PreparedAppend } from './prepare-append.js';

const places = (count: number) => Array.from({ length: count }, (_, index) => `$${index + 1}`).join(', ');
const APPEND = { name: 'append', text: `SELECT history.append_batch(${places(14)}) AS said` };

/** For the whole session: setting them anew for each call of the function costs as much as writing an event. */
const SETTINGS = {
  default_transaction_isolation: 'read\\ committed',
  search_path: 'pg_catalog,pg_temp',
  enable_seqscan: 'off',
  plan_cache_mode: 'force_generic_plan',
  jit: 'off',
};

/** A connection and what it knows from its batches. */
interface Writer {
  client: Client;
  known: KnownHeads;
}

/**
 * Sends a batch of appends as one statement, which is one transaction and one fsync. The next batch may be sent before the answer
 * comes: PostgreSQL takes them from the connection in their order.
 */
export class BatchWriter {
  private connection: Promise<Writer> | null = null;

  constructor(private readonly url: string) {}

  async write(batch: readonly PreparedAppend[]): Promise<readonly Outcome[]> {
    this.connection ??= this.connect();
    const connection = this.connection;
    try {
      const { client, known } = await connection;
      const { rows } = await client.query<{ said: string }>({ ...APPEND, values: batchParameters(batch, known) });
      const { said } = rows[0]!;
      const outcomes = said.startsWith('[') ? oneByOne(said) : allWritten(batch, said);
      outcomes.forEach(({ outcome, revision }, index) => {
        if (outcome === 'written') known.learn(batch[index]!.stream, revision);
      });
      return outcomes;
    } catch (error) {
      if (this.connection === connection) this.connection = null;
      void connection.then(({ client }) => client.end()).catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = this.connection;
    this.connection = null;
    await connection?.then(({ client }) => client.end()).catch(() => undefined);
  }

  private forget(client: Client): void {
    const forgotten = this.connection;
    void forgotten
      ?.then((current) => {
        if (current.client === client && this.connection === forgotten) this.connection = null;
      })
      .catch(() => undefined);
  }

  private async connect(): Promise<Writer> {
    const client = new Client({
      connectionString: this.url,
      pipeline: true,
      keepAlive: true,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 4_000,
      query_timeout: 4_200,
      application_name: 'qorzhyn writer',
      options: Object.entries(SETTINGS)
        .map(([name, value]) => `-c ${name}=${value}`)
        .join(' '),
    });
    client.on('error', () => undefined);
    client.once('end', () => this.forget(client));
    await client.connect();
    return { client, known: new KnownHeads() };
  }
}

/** [outcome, revision, position of its last event] of each request. */
function oneByOne(said: string): Outcome[] {
  const rows = JSON.parse(said) as [Outcome['outcome'], number, string][];
  return rows.map(([outcome, revision, last_position]) => ({ outcome, revision, last_position }));
}

function allWritten(batch: readonly PreparedAppend[], before: string): Outcome[] {
  let at = BigInt(before);
  return batch.map(({ expected, events: { length } }) => {
    at += BigInt(length);
    return { outcome: 'written', revision: expected + length, last_position: String(at) };
  });
}
