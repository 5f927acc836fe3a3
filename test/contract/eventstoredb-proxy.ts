import net from 'node:net';

/** A way to a server that can be cut: the server itself lives on. */
export class CuttableWay {
  private readonly sockets = new Set<net.Socket>();
  private readonly listener: net.Server;

  private constructor(host: string, port: number) {
    this.listener = net.createServer((near) => {
      const far = net.connect(port, host);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.sockets.add(from);
        from.pipe(to);
        from.on('error', () => to.destroy()).on('close', () => (this.sockets.delete(from), to.destroy()));
      }
    });
  }

  static async to(host: string, port: number): Promise<CuttableWay> {
    const way = new CuttableWay(host, port);
    await new Promise<void>((done, fail) => way.listener.once('error', fail).listen(0, '127.0.0.1', done));
    return way;
  }

  get port(): number {
    return (this.listener.address() as net.AddressInfo).port;
  }

  cut(): void {
    for (const socket of this.sockets) socket.destroy();
  }

  close(): Promise<void> {
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    this.cut();
    return closed;
  }
}
