const REMEDY = 'or set DATABASE_URL to a PostgreSQL server of your own (version 15 or newer)';

/** The embedded database could not be started; the message is one sentence that ends with what to do. */
export class EmbeddedPostgresError extends Error {
  constructor(what: string, todo?: string, cause?: unknown) {
    super(todo ? `${what}: ${todo}, ${REMEDY}.` : `${what}: ${REMEDY.slice(3)}.`, { cause });
  }
}
