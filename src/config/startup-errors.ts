import { BadSetting } from './environment.js';

const LISTEN_REMEDIES: readonly [code: RegExp, remedy: string][] = [
  [/^EADDRINUSE$/, 'is in use: stop the program that listens there, or set PORT to another number (0 = any free one)'],
  [/^EACCES$/, 'may not be used by this account: set PORT to a number above 1023'],
  [
    /^(EADDRNOTAVAIL|EAFNOSUPPORT|ENOTFOUND|EAI_AGAIN|EINVAL)$/,
    'is not an address of this machine: set HOST to one that is, such as 127.0.0.1 or 0.0.0.0',
  ],
];

/** Causes of a database that cannot be used, by error code or message: what is wrong, and the remedy. */
const DATABASE_ERRORS: readonly [cause: RegExp, wrong: string, remedy: string][] = [
  [/^28P01$/, 'PostgreSQL refuses its password', 'correct the password'],
  [/^28000$/, 'PostgreSQL refuses its account from this machine', 'correct the account, or allow it in pg_hba.conf'],
  [/^3D000$/, 'its database does not exist', 'create the database, or correct its name'],
  [/^42501$/, 'its account lacks a right', 'name the owner of the database in DATABASE_ADMIN_URL'],
  [/^(53300|57P03)$/, 'PostgreSQL takes no connection now', 'start again when it does'],
  [/^(ENOTFOUND|EAI_AGAIN)$/, 'its host is unknown', 'correct the host name'],
  [/^ECONNREFUSED$/, 'nothing takes connections there', 'start PostgreSQL 15 or newer there, or correct host and port'],
  [
    /^(ETIMEDOUT|ECONNRESET|EHOSTUNREACH|ENETUNREACH)$|timeout expired|terminated unexpectedly/,
    'there is no answer',
    'start PostgreSQL 15 or newer there, or open the way to it',
  ],
  [/^(ENOENT|EISDIR|EACCES|ERR_OSSL_.*)$/, 'it names an unusable file', 'correct sslrootcert, sslcert or sslkey'],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'its host is not in the certificate',
    'use its host name, or sslmode=no-verify with several hosts',
  ],
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'the certificate there is not valid now', 'renew it, or set the clock here'],
  [
    /SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET)|^CERT_/,
    'the certificate of the server is not trusted',
    'name its authority in sslrootcert',
  ],
  [/does not support SSL/, 'PostgreSQL there has no TLS', 'set sslmode=disable, or enable TLS there'],
  [/no encryption|SSL (off|required)/, 'PostgreSQL there asks for TLS', 'set sslmode=require'],
  [/SASL|password must be a string/, 'it has no password', 'write it as postgres://user:password@host/database'],
];

/** The error of a server that cannot listen, with its remedy; any other error unchanged. */
export function listenError(error: unknown, host: string, port: number): unknown {
  const [, remedy] = LISTEN_REMEDIES.find(([code]) => code.test(codeOf(error))) ?? [];
  return remedy ? new BadSetting(`Port ${port} on ${host} ${remedy}.`) : error;
}

/** Names setting and remedy in the error of an unusable database. Any other error is returned unchanged. */
export function databaseError(error: unknown, setting = 'DATABASE_URL'): unknown {
  if (error instanceof BadSetting) return error;
  const [code, message] = [codeOf(error), error instanceof Error ? error.message : String(error)];
  const found = DATABASE_ERRORS.find(([cause]) => cause.test(code) || cause.test(message));
  if (!found) return error;
  const [, wrong, remedy] = found;
  return new BadSetting(`${setting} cannot be used, ${wrong} (${message || code}): ${remedy}.`);
}

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');
