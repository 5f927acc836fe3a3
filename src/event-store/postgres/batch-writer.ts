import { Pool } from 'pg';
import type { Outcome } from './append-queue.js';
import type { PreparedAppend, PreparedEvent } from './prepare-append.js';

const APPEND = 'SELECT * FROM history.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';

/** Sends a batch of appends as one statement, which is one transaction and one fsync. */
export class BatchWriter {
  private readonly pool: Pool;

  constructor(url: string) {
    this.pool = new Pool({
      connectionString: url,
      max: 1,
      connectionTimeoutMillis: 2_000,
      statement_timeout: 4_000,
      query_timeout: 4_200,
      allowExitOnIdle: true,
      application_name: 'qorzhyn writer',
      options: '-c default_transaction_isolation=read\\ committed',
    });
    this.pool.on('error', () => undefined);
  }

  async write(batch: readonly PreparedAppend[]): Promise<readonly Outcome[]> {
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
    const values = [
      [...streams.keys()],
      requestStream,
      batch.map((request) => request.expected),
      requestFirst,
      batch.map((request) => request.events.length),
      eventRequest,
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => event.data),
      events.map((event) => event.metadata),
    ];
    return (await this.pool.query<Outcome>({ name: 'append', text: APPEND, values })).rows;
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
