import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

const CONNECT_MS = 1_000;

/**
 * A proxy in front of several servers: connections go to the servers in turn, past one that refuses.
 * Data lost on an open connection is the client's concern, as behind any proxy.
 */
export class Balancer {
  private readonly server: Server;
  private readonly open = new Set<Socket>();
  private next = 0;

  private constructor(private readonly targets: () => readonly string[]) {
    this.server = createServer((client) => {
      this.keep(client);
      this.pass(client, this.targets().length);
    });
  }

  /** `targets` = addresses of the servers as they are now. */
  static async start(targets: () => readonly string[]): Promise<Balancer> {
    const balancer = new Balancer(targets);
    await new Promise<void>((resolve) => balancer.server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private pass(client: Socket, tries: number): void {
    // A server has no address while it starts.
    const targets = this.targets().filter((url) => url !== '');
    if (tries <= 0 || targets.length === 0) return void client.destroy();
    const { hostname, port } = new URL(targets[this.next++ % targets.length]!);
    const server = connect({ host: hostname, port: Number(port) });
    const refused = () => {
      server.destroy();
      this.pass(client, tries - 1);
    };
    const timer = setTimeout(refused, CONNECT_MS);
    server.once('error', refused);
    server.once('close', () => clearTimeout(timer));
    server.once('connect', () => {
      clearTimeout(timer);
      server.off('error', refused);
      this.keep(server);
      client.on('close', () => server.destroy());
      server.on('close', () => client.destroy());
      client.pipe(server);
      server.pipe(client);
    });
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.open.delete(socket));
  }
}
