import type { MigrationInterface } from 'typeorm';

/** The tables of one part of the server: how they come about, and what the server's own role may do with them. */
export interface SchemaPart {
  /** Classes named `<What><13 digits of a time>`; all parts together run in the order of that time. */
  migrations: readonly (new () => MigrationInterface)[];
  /** Tables that somebody may drop, since nothing is lost with them but time, and the statements that bring one back at the next start. */
  expendable?: Readonly<Record<string, readonly string[]>>;
  /** Table (with its schema, if not public) → privileges such as `SELECT, INSERT`. */
  privileges: Readonly<Record<string, string>>;
}
