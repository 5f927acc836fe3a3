import net from 'node:net';

export interface WeakLine {
  /** Milliseconds of a round trip. */
  latencyMs: number;
  bytesPerSecond: number;
  /** Share of the requests that are cut somewhere in their first bytes, 0–1. */
  loss: number;
  /** 0–1. */
  random: () => number;
}

const PIECE = 8_192;
/** Bytes of a cut request that arrive at most. */
const CUT_WITHIN = 120_000;
const REQUEST = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE) \S+ HTTP\/1\.1\r\n/;

/** A proxy to a server that behaves like a weak mobile network: slow, lossy, sometimes away. */
export class WeakNetwork {
  private readonly pairs = new Set<[net.Socket, net.Socket]>();
  private readonly listener: net.Server;
  private isAway = false;
  cuts = 0;

  private constructor(
    port: number,
    private readonly line: WeakLine,
  ) {
    this.listener = net.createServer((near) => this.join(near, port));
  }

  static async to(port: number, line: Partial<WeakLine> = {}): Promise<WeakNetwork> {
    const network = new WeakNetwork(port, {
      latencyMs: 0,
      bytesPerSecond: Infinity,
      loss: 0,
      random: Math.random,
      ...line,
    });
    await new Promise<void>((done, fail) => network.listener.once('error', fail).listen(0, '127.0.0.1', done));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as net.AddressInfo).port}`;
  }

  /** Ends every connection and takes no other one until `comeBack`. */
  goAway(): void {
    this.isAway = true;
    for (const pair of this.pairs) end(pair);
  }

  comeBack(): void {
    this.isAway = false;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((done) => this.listener.close(() => done()));
    this.goAway();
    await closed;
  }

  private join(near: net.Socket, port: number): void {
    if (this.isAway) return void near.resetAndDestroy();
    const pair: [net.Socket, net.Socket] = [near, net.connect({ port, host: '127.0.0.1', noDelay: true })];
    this.pairs.add(pair);
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.pairs.delete(pair);
        end(pair);
      });
    }
    let left = Infinity;
    this.carry(pair[0], pair[1], (piece) => {
      if (REQUEST.test(piece.toString('latin1', 0, 300)) && this.line.random() < this.line.loss)
        left = Math.floor(this.line.random() * CUT_WITHIN);
      left -= piece.length;
      if (left > 0) return true;
      this.cuts += 1;
      end(pair);
      return false;
    });
    this.carry(pair[1], pair[0], () => true);
  }

  /** Passes pieces on in their order, each after its latency and at the pace of the line. */
  private carry(from: net.Socket, to: net.Socket, passes: (piece: Buffer) => boolean): void {
    const { latencyMs, bytesPerSecond } = this.line;
    let freeAt = 0;
    from.on('data', (chunk: Buffer) => {
      for (let at = 0; at < chunk.length; at += PIECE) {
        const piece = chunk.subarray(at, at + PIECE);
        const now = performance.now();
        freeAt = Math.max(freeAt, now + latencyMs / 2) + (piece.length * 1_000) / bytesPerSecond;
        setTimeout(() => to.destroyed || (passes(piece) && to.write(piece)), freeAt - now);
      }
      const ahead = freeAt - performance.now();
      from.pause();
      // Without this a sender would hand over all bytes at once and see them as sent.
      setTimeout(() => from.resume(), Math.max(0, ahead - latencyMs));
    });
  }
}

function end(pair: readonly net.Socket[]): void {
  for (const socket of pair) if (!socket.destroyed) socket.resetAndDestroy();
}
