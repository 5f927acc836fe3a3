import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { StandingsChanged } from '../projections/standings/standings.contract.js';

export const CHALLENGE = 'bench';
export const CHANGED = 'standings:changed';

/** A change of about 200 bytes. */
export const changeOf = (seq: number): StandingsChanged => ({
  challengeId: CHALLENGE,
  board: 'total',
  seq,
  prev: seq - 1,
  position: String(seq),
  asOf: '2026-10-05T07:00:00.000Z',
  frozen: false,
  rulebookVersion: 1,
  changes: [],
  removed: [],
});

const NAMESPACE = '/live';
const ASK_ID = 1;

export interface LiveTarget {
  port: number;
  /** `live` speaks engine.io, socket.io and the board protocol; `bare` is a plain websocket with the same messages. */
  speaks: 'live' | 'bare';
  challengeId: string;
  board?: 'total' | 'per-100';
  /** Headers beside those of the handshake. */
  headers?: Record<string, string>;
}

export interface LiveListener {
  /** The board as a whole, or a change of it, or a message that changes nothing; `at` is an instant. */
  onSeq(socket: LiveSocket, seq: number): void;
  onClose(socket: LiveSocket): void;
}

/** One read buffer for all sockets. */
const shared = Buffer.allocUnsafeSlow(65_536);

/** A minimal websocket: it stores only the `seq` of its board and watches again after a gap. */
export class LiveSocket {
  /** Number of the board; 0 = it has none yet. */
  seq = 0;
  /** Changes that came in their turn, and those that did not. */
  changes = 0;
  outOfOrder = 0;
  /** How often it asked for the whole board. */
  watches = 0;
  isOpen = true;
  readonly tcp: Socket;
  private rest: Buffer | null = null;
  private isUpgraded = false;

  constructor(
    private readonly target: LiveTarget,
    private readonly listener: LiveListener,
  ) {
    const onread = { buffer: shared, callback: (size: number) => this.read(shared.subarray(0, size)) };
    this.tcp = connect({ port: target.port, host: '127.0.0.1', noDelay: true, onread } as never);
    this.tcp.on('connect', () => this.tcp.write(this.handshake()));
    this.tcp.on('error', () => undefined);
    this.tcp.on('close', () => {
      this.isOpen = false;
      listener.onClose(this);
    });
  }

  /** Ends the connection as a lost network does, and leaves no port behind that waits. */
  cut(): void {
    this.tcp.resetAndDestroy();
  }

  /** Asks for the whole board. */
  watch(): void {
    const { challengeId, board = 'total' } = this.target;
    this.watches += 1;
    this.say(`42${NAMESPACE},${ASK_ID}["standings:watch",${JSON.stringify({ challengeId, board })}]`);
  }

  say(text: string): void {
    this.tcp.write(maskedFrame(text));
  }

  private handshake(): string {
    const headers = {
      Host: `127.0.0.1:${this.target.port}`,
      Upgrade: 'websocket',
      Connection: 'Upgrade',
      'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
      'Sec-WebSocket-Version': '13',
      ...this.target.headers,
    };
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    return `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`;
  }

  private read(chunk: Buffer): boolean {
    const data = this.rest === null ? chunk : Buffer.concat([this.rest, chunk]);
    const at = this.isUpgraded ? this.readFrames(data, 0) : this.readHead(data);
    this.rest = at < data.length ? Buffer.from(data.subarray(at)) : null;
    return true;
  }

  private readHead(data: Buffer): number {
    const end = data.indexOf('\r\n\r\n');
    if (end < 0) return 0;
    if (!data.toString('latin1', 0, 12).endsWith(' 101')) {
      this.cut();
      return data.length;
    }
    this.isUpgraded = true;
    if (this.target.speaks === 'bare') this.listener.onSeq(this, 0);
    return this.readFrames(data, end + 4);
  }

  /** Gives where the first frame begins that is not whole yet. */
  private readFrames(data: Buffer, from: number): number {
    let at = from;
    while (at + 2 <= data.length) {
      const short = data[at + 1]! & 127;
      const head = short < 126 ? 2 : short === 126 ? 4 : 10;
      if (at + head > data.length) break;
      const length =
        short < 126 ? short : short === 126 ? data.readUInt16BE(at + 2) : Number(data.readBigUInt64BE(at + 2));
      if (at + head + length > data.length) break;
      if ((data[at]! & 15) === 1) this.hear(data, at + head, at + head + length);
      at += head + length;
    }
    return at;
  }

  private hear(data: Buffer, from: number, to: number): void {
    const kind = data[from];
    if (kind === 0x32) return this.say('3');
    if (kind === 0x30) return this.say(`40${NAMESPACE},`);
    if (kind !== 0x34) return;
    const packet = data[from + 1];
    if (packet === 0x30) return this.watch();
    const text = data.toString('latin1', from, to);
    const seq = numberAfter(text, '"seq":');
    if (packet === 0x33) return this.take(seq, false);
    if (text.includes('"standings:alive"', 3))
      return seq > this.seq && this.target.speaks === 'live' ? this.watch() : undefined;
    if (seq <= this.seq) return;
    if (this.target.speaks === 'live' && numberAfter(text, '"prev":') > this.seq) {
      this.outOfOrder += 1;
      return this.watch();
    }
    if (this.target.speaks === 'bare' && this.seq > 0 && seq !== this.seq + 1) this.outOfOrder += 1;
    this.take(seq, true);
  }

  private take(seq: number, isChange: boolean): void {
    if (isChange) this.changes += 1;
    if (Number.isNaN(seq)) return this.cut();
    this.seq = Math.max(this.seq, seq);
    this.listener.onSeq(this, this.seq);
  }
}

function numberAfter(text: string, name: string): number {
  const at = text.indexOf(name);
  return at < 0 ? Number.NaN : Number.parseInt(text.slice(at + name.length, at + name.length + 16), 10);
}

/** A text frame of a client; a mask of zeros is a mask. */
export function maskedFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head = length < 126 ? [0x81, 0x80 | length] : [0x81, 0x80 | 126, length >> 8, length & 255];
  return Buffer.concat([Buffer.from(head), Buffer.alloc(4), payload]);
}
