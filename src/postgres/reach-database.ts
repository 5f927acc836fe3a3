import net from 'node:net';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { BadSetting } from '../config/environment.js';
import { type Host, hostsOf, withHost } from '../config/postgres-address.js';
import { databaseError } from '../config/startup-errors.js';

const PROBE_MS = 1_500;
/** Time for which a host that took writes is not probed again. */
const PROBE_TTL_MS = 500;

interface ProxyLog {
  warn(message: string): void;
}

/** Replaces addresses of several hosts by addresses of one host, and checks both. Errors: BadSetting, which names the setting. */
export async function reachDatabase(appUrl: string, adminUrl: string, log: ProxyLog) {
  const several = [appUrl, adminUrl].find((url) => (hostsOf(url)?.length ?? 1) > 1);
  const opening = several === undefined ? null : PrimaryProxy.open(several, log);
  const proxy = await opening?.catch((error: unknown) => {
    throw databaseError(error, several === appUrl ? 'DATABASE_URL' : 'DATABASE_ADMIN_URL');
  });
  const through = (url: string) => proxy?.through(url) ?? url;
  const reached = { appUrl: through(appUrl), adminUrl: through(adminUrl), close: async () => proxy?.close() };
  try {
    const name = await checkDatabase(reached.appUrl, 'DATABASE_URL');
    if (adminUrl !== appUrl && (await checkDatabase(reached.adminUrl, 'DATABASE_ADMIN_URL')) !== name)
      throw new BadSetting(`DATABASE_ADMIN_URL leads to another database than DATABASE_URL: name ${name} in both.`);
    return reached;
  } catch (error) {
    await proxy?.close();
    throw error;
  }
}

/** Connects once and gives the name of the database. Errors: BadSetting, which names the setting, what is wrong and the remedy. */
export async function checkDatabase(url: string, setting: string): Promise<string> {
  const sql = "SELECT current_setting('server_encoding') AS encoding, current_database() AS name";
  const found = ask<{ encoding: string; name: string }>(url, sql, 5_000, 10_000);
  const { encoding, name } = await found.catch((error: unknown) => {
    throw databaseError(error, setting);
  });
  if (encoding !== 'UTF8')
    throw new BadSetting(
      `${setting} leads to the database ${name}, whose encoding is ${encoding}: texts in Kazakh and Russian need UTF8. Name another one, made with: CREATE DATABASE "${name}_utf8" ENCODING 'UTF8' LOCALE 'C' TEMPLATE template0.`,
    );
  return name;
}

/** The first row of a query over a connection of its own. */
export async function ask<Row extends object>(url: string, sql: string, connectMs: number, queryMs = connectMs) {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: connectMs,
    query_timeout: queryMs,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(sql)).rows[0]!;
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** No host of the address takes writes; the message names them. `code` is that of a refused connection. */
export class NoPrimary extends Error {
  readonly code = 'ECONNREFUSED';
}

/**
 * A local address that leads to the primary of several PostgreSQL hosts. Each new connection goes to the host that takes writes then.
 * While two hosts claim to be the primary, none is used.
 */
export class PrimaryProxy {
  private readonly listener = net.createServer({ noDelay: true }, (client) => void this.relay(client));
  private readonly closing = new AbortController();
  private primary: Host | null = null;
  private probedAt = -Infinity;
  private finding: Promise<Host> | null = null;
  /** The answer of a host that needs other settings, such as another password. */
  private refusal: Error | null = null;

  private constructor(
    private readonly url: string,
    private readonly hosts: readonly Host[],
    private readonly log: ProxyLog,
  ) {}

  /** Throws NoPrimary. */
  static async open(url: string, log: ProxyLog): Promise<PrimaryProxy> {
    const proxy = new PrimaryProxy(url, hostsOf(url) ?? [], log);
    await proxy.findPrimary();
    await new Promise<void>((done, fail) => proxy.listener.once('error', fail).listen(0, '127.0.0.1', done));
    return proxy;
  }

  /** The address through the proxy, for any account of the same hosts. */
  through(url: string): string {
    return withHost(url, { host: '127.0.0.1', port: (this.listener.address() as net.AddressInfo).port });
  }

  async close(): Promise<void> {
    const closed = this.listener[Symbol.asyncDispose]();
    this.closing.abort();
    await closed;
  }

  /** Both ends of a connection close together. */
  private async relay(client: net.Socket): Promise<void> {
    client.on('error', () => undefined);
    try {
      const { host, port } = await this.findPrimary();
      if (client.destroyed) return;
      const server = net.connect({ host: host.replace(/^\[|\]$/g, ''), port, noDelay: true });
      server.once('error', () => (this.probedAt = -Infinity));
      await pipeline(client, server, client, { signal: this.closing.signal });
    } catch {
      client.destroy();
    }
  }

  private findPrimary(): Promise<Host> {
    if (this.primary && performance.now() - this.probedAt < PROBE_TTL_MS) return Promise.resolve(this.primary);
    this.finding ??= this.probe().finally(() => (this.finding = null));
    return this.finding;
  }

  private async probe(): Promise<Host> {
    const { primary } = this;
    const found = primary && (await this.takesWrites(primary)) ? [primary] : await this.probeAll();
    const names = this.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
    if (found.length === 0) throw this.refusal ?? new NoPrimary(`none of ${names} is a PostgreSQL that takes writes`);
    if (found.length > 1) {
      this.log.warn(`Two PostgreSQL claim to be the primary (${names}): stop the one that was left behind.`);
      throw new NoPrimary(`more than one of ${names} claims to be the primary`);
    }
    const [host] = found as [Host];
    if (primary && host !== primary) this.log.warn(`The database failed over to ${host.host}:${host.port}.`);
    this.primary = host;
    this.probedAt = performance.now();
    return host;
  }

  private async probeAll(): Promise<Host[]> {
    const answers = await Promise.all(this.hosts.map((host) => this.takesWrites(host)));
    return this.hosts.filter((_, index) => answers[index]);
  }

  private takesWrites(host: Host): Promise<boolean> {
    const url = withHost(this.url, host);
    return ask<{ waits: boolean }>(url, 'SELECT pg_is_in_recovery() AS waits', PROBE_MS).then(
      ({ waits }) => !waits,
      (error: Error & { code?: string }) => {
        if (!isAway(error)) this.refusal = error;
        return false;
      },
    );
  }
}

/** True for a host that may answer later. */
const isAway = ({ code = '', message }: { code?: string; message: string }) =>
  code === '' ? !/SSL|SASL|password/.test(message) : /^(E(?!NOENT|ISDIR|ACCES|RR_)|53|57)/.test(code);
