import net from 'node:net';

/**
 * Faults of the network between client and server. `open`: passes everything. `silent`: drops everything, like a firewall.
 * `deaf`: delivers requests and drops every response. `reset`: resets all connections and refuses new ones.
 */
export type NetworkState = 'open' | 'silent' | 'deaf' | 'reset';

/** A proxy to a server that simulates faults of the network. */
export class FaultyNetwork {
  private readonly pairs = new Set<[near: net.Socket, far: net.Socket]>();
  private readonly listener: net.Server;
  private state: NetworkState = 'open';

  private constructor(port: number) {
    this.listener = net.createServer((near) => this.join(near, port));
  }

  static async to(port: number): Promise<FaultyNetwork> {
    const network = new FaultyNetwork(port);
    await new Promise<void>((done, fail) => network.listener.once('error', fail).listen(0, '127.0.0.1', done));
    return network;
  }

  get port(): number {
    return (this.listener.address() as net.AddressInfo).port;
  }

  /** Connections that lost data cannot recover: they end when the network opens again. */
  set(state: NetworkState): void {
    const before = this.state;
    this.state = state;
    if (state === 'reset' || (state === 'open' && before !== 'open')) this.endAll();
  }

  close(): Promise<void> {
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    this.endAll();
    return closed;
  }

  private join(near: net.Socket, port: number): void {
    if (this.state === 'reset') return void near.resetAndDestroy();
    const far = net.connect({ port, host: '127.0.0.1', noDelay: true });
    const pair: [net.Socket, net.Socket] = [near, far];
    this.pairs.add(pair);
    const bring = (from: net.Socket, to: net.Socket, lost: readonly NetworkState[]) => {
      from.on('data', (chunk) => lost.includes(this.state) || to.destroyed || to.write(chunk));
      from.on('error', () => undefined);
      from.on('close', () => {
        this.pairs.delete(pair);
        if (this.state !== 'silent') to.destroy();
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
