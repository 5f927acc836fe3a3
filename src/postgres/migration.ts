import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tables, the migrations that create them and the privileges of the server's own role. */
export interface Schema {
  /** Run in the order of the time in their names. A migration that was shipped is never changed. */
  migrations: readonly (new () => MigrationInterface)[];
  /** Tables that may be dropped, since only time is lost with them; the next start creates them again. */
  expendable?: Readonly<Record<string, readonly string[]>>;
  /** Table (with its schema, if not public) → privileges such as `SELECT, INSERT`. */
  privileges: Readonly<Record<string, string>>;
}

/** `name` ends with 13 digits of a time. */
export function migration(name: string, ...statements: readonly string[]): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name;

    async up(runner: QueryRunner): Promise<void> {
      for (const statement of statements) await runner.query(statement);
    }

    down(): Promise<void> {
      return Promise.reject(new Error('migrations only go forward'));
    }
  };
}
