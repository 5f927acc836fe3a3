import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { KeyedMutex } from './keyed-mutex.js';

const LOCK = `SELECT set_config('idle_in_transaction_session_timeout', '15s', true),
  pg_advisory_xact_lock(7113023, hashtext($1))`;

/** Serialises commands whose rule reads several streams, because the expected revision guards only the stream it appends to. */
@Injectable()
export class RuleLock {
  /** One waiting transaction per name and process, so that commands that wait do not use up the pool. */
  private readonly mutex = new KeyedMutex();

  constructor(private readonly database: DataSource) {}

  /** Runs the command while no process of this database runs another one of this name. */
  run<Result>(name: string, command: () => Promise<Result>): Promise<Result> {
    return this.mutex.run(name, async () => {
      const session = this.database.createQueryRunner();
      try {
        await session.startTransaction();
        await session.query(LOCK, [name]);
        return await command();
      } finally {
        // The lock ends with its transaction, at the latest with the connection. The result of the command stands.
        await session.rollbackTransaction().catch(() => undefined);
        await session.release();
      }
    });
  }
}
