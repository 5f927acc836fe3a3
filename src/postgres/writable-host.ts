import net from 'node:net';
import { Client } from 'pg';
import { type Host, hostsOf, withHost } from './hosts.js';

const PROBE_MS = 1_500;
/** So long a host that took writes is believed to take them still. */
const KNOWN_MS = 500;

interface RouteLog {
  warn(message: string): void;
}

/** No host of the address takes writes; the message names them. `code` is that of a refused connection. */
export class NoWritableHost extends Error {
  readonly code = 'ECONNREFUSED';
}

/**
 * An address of this machine that leads to whichever of several PostgreSQL takes writes. A connection is made to the host that is the
 * primary then and ends with it; whoever connects anew reaches the next. While two claim to be the primary none is reached.
 */
export class WritableHost {
  private readonly listener = net.createServer((near) => void this.relay(near));
  private readonly sockets = new Set<net.Socket>();
  private current: Host | null = null;
  private knownAt = -Infinity;
  private finding: Promise<Host> | null = null;

  private constructor(
    private readonly url: string,
    private readonly hosts: readonly Host[],
    private readonly log: RouteLog,
  ) {}

  /** Throws NoWritableHost when there is none now. */
  static async open(url: string, log: RouteLog): Promise<WritableHost> {
    const route = new WritableHost(url, hostsOf(url) ?? [], log);
    await route.find();
    await new Promise<void>((done, fail) => route.listener.once('error', fail).listen(0, '127.0.0.1', done));
    return route;
  }

  /** The address that leads there, for any account of the same hosts. */
  through(url: string): string {
    return withHost(url, { host: '127.0.0.1', port: (this.listener.address() as net.AddressInfo).port });
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private async relay(near: net.Socket): Promise<void> {
    this.join(near, null);
    const host = await this.find().catch(() => null);
    if (host === null || near.destroyed) return void near.destroy();
    const far = net.connect({ host: host.host.replace(/^\[|\]$/g, ''), port: host.port, noDelay: true });
    far.once('error', () => (this.knownAt = -Infinity));
    this.join(near, far);
    this.join(far, near);
    near.setNoDelay(true).pipe(far).pipe(near);
  }

  /** Both ends of a connection end together. */
  private join(socket: net.Socket, other: net.Socket | null): void {
    this.sockets.add(socket);
    socket.on('error', () => other?.destroy());
    socket.on('close', () => (this.sockets.delete(socket), other?.destroy()));
  }

  private find(): Promise<Host> {
    if (this.current && performance.now() - this.knownAt < KNOWN_MS) return Promise.resolve(this.current);
    this.finding ??= this.look().finally(() => (this.finding = null));
    return this.finding;
  }

  private async look(): Promise<Host> {
    const { current } = this;
    const found = current && (await this.takesWrites(current)) ? [current] : await this.primaries();
    const names = this.hosts.map(({ host, port }) => `${host}:${port}`).join(', ');
    if (found.length === 0) throw new NoWritableHost(`none of ${names} is a PostgreSQL that takes writes`);
    if (found.length > 1) {
      this.log.warn(`Two PostgreSQL claim to be the primary (${names}): stop the one that was left behind.`);
      throw new NoWritableHost(`more than one of ${names} claims to be the primary`);
    }
    const [host] = found as [Host];
    if (current && host !== current) this.log.warn(`The database failed over to ${host.host}:${host.port}.`);
    this.current = host;
    this.knownAt = performance.now();
    return host;
  }

  private async primaries(): Promise<Host[]> {
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
