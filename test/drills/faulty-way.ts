import net from 'node:net';

/**
 * Faults of the network between client and server. `open`: passes everything. `silent`: drops everything, like a firewall.
 * `deaf`: delivers requests and drops every response. `reset`: resets all connections and refuses new ones.
 */
export type Weather = 'open' | 'silent' | 'deaf' | 'reset';

/** The way to a server, whose weather can be made. */
export class FaultyWay {
  private readonly pairs = new Set<[near: net.Socket, far: net.Socket]>();
  private readonly listener: net.Server;
  private weather: Weather = 'open';

  private constructor(port: number) {
    this.listener = net.createServer((near) => this.join(near, port));
  }

  static async to(port: number): Promise<FaultyWay> {
    const way = new FaultyWay(port);
    await new Promise<void>((done, fail) => way.listener.once('error', fail).listen(0, '127.0.0.1', done));
    return way;
  }

  get port(): number {
    return (this.listener.address() as net.AddressInfo).port;
  }

  /** Connections that lost something do not come to themselves: they end when the weather clears. */
  make(weather: Weather): void {
    const before = this.weather;
    this.weather = weather;
    if (weather === 'reset' || (weather === 'open' && before !== 'open')) this.endAll();
  }

  close(): Promise<void> {
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    this.endAll();
    return closed;
  }

  private join(near: net.Socket, port: number): void {
    if (this.weather === 'reset') return void near.resetAndDestroy();
    const far = net.connect({ port, host: '127.0.0.1', noDelay: true });
    const pair: [net.Socket, net.Socket] = [near, far];
    this.pairs.add(pair);
    const bring = (from: net.Socket, to: net.Socket, lost: readonly Weather[]) => {
      from.on('data', (chunk) => lost.includes(this.weather) || to.destroyed || to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.pairs.delete(pair);
        if (this.weather !== 'silent') to.destroy();
      });
    };
    bring(near.setNoDelay(true), far, ['silent']);
    bring(far, near, ['silent', 'deaf']);
  }

  private endAll(): void {
    for (const pair of this.pairs) for (const socket of pair) socket.resetAndDestroy();
    this.pairs.clear();
  }
}
