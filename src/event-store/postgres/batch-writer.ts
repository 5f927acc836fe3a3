import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Outcome } from './append-queue.js';
import { batchParameters } from './batch-parameters.js';
import { KnownHeads } from './known-heads.js';
import type { PreparedAppend } from './prepare-append.js';

const APPEND =
  'SELECT * FROM history.append_together($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)';

/** A connection, the name by which the database knows its batches again, and what it knows from them. */
interface Writer {
  client: Client;
  name: string;
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
      const { client, name, known } = await connection;
      const values = [name, ...batchParameters(batch, known)];
      const { rows } = await client.query<Answer>({ name: 'append', text: APPEND, values });
      const [first] = rows;
      if (first?.outcome === 'all-written') return allWritten(batch, first.last_position);
      known.forget();
      return rows as Outcome[];
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
      options: '-c default_transaction_isolation=read\\ committed',
    });
    client.on('error', () => undefined);
    client.once('end', () => this.forget(client));
    await client.connect();
    return { client, name: randomUUID(), known: new KnownHeads() };
  }
}

type Answer = Omit<Outcome, 'outcome'> & { outcome: Outcome['outcome'] | 'all-written' };

function allWritten(batch: readonly PreparedAppend[], before: string): Outcome[] {
  let at = BigInt(before);
  return batch.map(({ expected, events: { length } }) => {
    at += BigInt(length);
    return { outcome: 'written', revision: expected + length, last_position: String(at) };
  });
}
