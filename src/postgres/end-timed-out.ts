import type { Client } from 'pg';
import { type EntitySubscriberInterface, EventSubscriber, type QueryRunner } from 'typeorm';

/** The message of pg, which has no code for it. */
const TIMED_OUT = 'Query read timeout';

/**
 * Ends a connection whose statement got no answer in time. A rollback gets no answer either, so TypeORM would return the connection
 * with its transaction or its lock. The next user would then write into a transaction that nobody commits.
 */
@EventSubscriber()
export class EndTimedOut implements EntitySubscriberInterface {
  afterQuery({ error, queryRunner }: { error?: Error; queryRunner: QueryRunner }): Promise<void> | undefined {
    return error?.message === TIMED_OUT ? end(queryRunner) : undefined;
  }
}

/** The pool drops a client that is ending, so nobody waits for its end. */
async function end(runner: QueryRunner): Promise<void> {
  const client = (await runner.connect()) as Client;
  void client.end().catch(() => undefined);
}
