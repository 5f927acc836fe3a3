import net from 'node:net';
import { Client } from 'pg';
import { type Host, hostsOf, withHost } from '../config/postgres-address.js';

const PROBE_MS = 1_500;
/** Time for which a host that took writes is not probed again. */
const PROBE_TTL_MS = 500;

interface ProxyLog {
  warn(message: string): void;
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
  private readonly listener = net.createServer((client) => void this.relay(client));
  private readonly sockets = new Set<net.Socket>();
  private primary: Host | null = null;
  private probedAt = -Infinity;
  private finding: Promise<Host> | null = null;

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
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async relay(client: net.Socket): Promise<void> {
    this.track(client, null);
    const host = await this.findPrimary().catch(() => null);
    if (host === null || client.destroyed) return void client.destroy();
    const server = net.connect({ host: host.host.replace(/^\[|\]$/g, ''), port: host.port, noDelay: true });
    server.once('error', () => (this.probedAt = -Infinity));
    this.track(client, server);
    this.track(server, client);
    client.setNoDelay(true).pipe(server).pipe(client);
  }

  /** Both ends of a connection close together. */
  private track(socket: net.Socket, other: net.Socket | null): void {
    this.sockets.add(socket);
    socket.on('error', () => other?.destroy());
    socket.on('close', () => (this.sockets.delete(socket), other?.destroy()));
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
    if (found.length === 0) throw new NoPrimary(`none of ${names} is a PostgreSQL that takes writes`);
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

  private async takesWrites(host: Host): Promise<boolean> {
    const client = new Client({
      connectionString: withHost(this.url, host),
      connectionTimeoutMillis: PROBE_MS,
      query_timeout: PROBE_MS,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      const { rows } = await client.query<{ waits: boolean }>('SELECT pg_is_in_recovery() AS waits');
      return rows[0]?.waits === false;
    } catch {
      return false;
    } finally {
      void client.end().catch(() => undefined);
    }
  }
}
