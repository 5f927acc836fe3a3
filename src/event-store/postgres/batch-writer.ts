import { Client } from 'pg';
import type { Outcome } from './append-queue.js';
import { integerArray, textArray, uuidArray } from './binary-arrays.js';
import type { PreparedAppend, PreparedEvent } from './prepare-append.js';

const APPEND = 'SELECT * FROM history.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';

/**
 * Sends a batch of appends as one statement, which is one transaction and one fsync. The next batch may be sent before the answer
 * comes: PostgreSQL takes them from the connection in their order.
 */
export class BatchWriter {
  private connection: Promise<Client> | null = null;

  constructor(private readonly url: string) {}

  async write(batch: readonly PreparedAppend[]): Promise<readonly Outcome[]> {
    this.connection ??= this.connect();
    const connection = this.connection;
    try {
      const client = await connection;
      return (await client.query<Outcome>({ name: 'append', text: APPEND, values: parameters(batch) })).rows;
    } catch (error) {
      if (this.connection === connection) this.connection = null;
      void connection.then((client) => client.end()).catch(() => undefined);
      throw error;
    }
  }

  async close(): Promise<void> {
    const connection = this.connection;
    this.connection = null;
    await connection?.then((client) => client.end()).catch(() => undefined);
  }

  private forget(client: Client): void {
    const forgotten = this.connection;
    void forgotten
      ?.then((current) => {
        if (current === client && this.connection === forgotten) this.connection = null;
      })
      .catch(() => undefined);
  }

  private async connect(): Promise<Client> {
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
    return client;
  }
}

function parameters(batch: readonly PreparedAppend[]): Buffer[] {
  const streams = new Map<string, number>();
  const requestStream: number[] = [];
  const requestFirst: number[] = [];
  const eventRequest: number[] = [];
  const events: PreparedEvent[] = [];
  batch.forEach((request, index) => {
    const stream = streams.get(request.stream) ?? streams.size + 1;
    streams.set(request.stream, stream);
    requestStream.push(stream);
    requestFirst.push(events.length + 1);
    for (const event of request.events) {
      events.push(event);
      eventRequest.push(index + 1);
    }
  });
  return [
    textArray([...streams.keys()]),
    integerArray(requestStream),
    integerArray(batch.map((request) => request.expected)),
    integerArray(requestFirst),
    integerArray(batch.map((request) => request.events.length)),
    integerArray(eventRequest),
    uuidArray(events.map((event) => event.id)),
    textArray(events.map((event) => event.type)),
    textArray(events.map((event) => event.data)),
    textArray(events.map((event) => event.metadata)),
  ];
}
