import { BadSetting } from './environment.js';

const LISTEN_REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop the program that listens there, or set PORT to another number (0 = any free one)',
  EACCES: 'may not be used by this account: set PORT to a number above 1023',
  EADDRNOTAVAIL: 'is no address of this machine: set HOST to one that is, such as 127.0.0.1 or 0.0.0.0',
};

/** Not there, no such name, no answer; no such account or password, no such database. */
const unreachable = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|28P01|28000|3D000)$/;

/** Why the server cannot listen, with what to do; any other error as it is. */
export function listenFault(error: unknown, host: string, port: number): unknown {
  const remedy = LISTEN_REMEDIES[codeOf(error)];
  return remedy ? new BadSetting(`Port ${port} on ${host} ${remedy}.`) : error;
}

/** Why the database that DATABASE_URL names cannot be used, with what to do; any other error as it is. */
export function databaseFault(error: unknown): unknown {
  const code = codeOf(error);
  if (!unreachable.test(code)) return error;
  const said = (error as Error).message || code;
  return new BadSetting(
    `DATABASE_URL leads to no database that can be used (${said}): start PostgreSQL 15 or newer there, or correct its address, account and password.`,
  );
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');
