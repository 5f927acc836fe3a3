import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { maskedFrame } from '../../bench/live-socket.js';
import type { Drill } from './drill.js';
import { onLiveStage } from './live-stage.js';

const OTHERS = 10;
const OTHERS_MS = 1_000;
/** Ten seconds to join a namespace, and some for a busy machine. */
const CUT_MS = 20_000;
/** Sockets without a joined room are cut by then. */
const JOINED_MS = 12_000;

const text = (said: string) => maskedFrame(said);
/** A frame of a client: first byte, length byte and what follows. */
const raw = (first: number, length: number, rest: Buffer = Buffer.alloc(4)) =>
  Buffer.concat([Buffer.from([first, 0x80 | length]), rest]);
const endless = Buffer.concat(
  Array.from({ length: 20_000 }, (_, n) => raw(n === 0 ? 0x01 : 0x00, 1, Buffer.alloc(5, 0x34))),
);
const binary = raw(0x82, 5, Buffer.alloc(9));
const watch = '["standings:watch",{"challengeId":"bench","board":"total"}]';

interface Peer {
  name: string;
  /** Sent after the connection to the namespace; `stranger` is never connected. */
  sends: Buffer;
  stranger?: boolean;
  /** It reads nothing more. */
  paused?: boolean;
  /** Nothing is wrong with it but what it says, so it may stay. */
  mayStay?: boolean;
}

const peers: readonly Peer[] = [
  { name: 'an unknown engine packet', sends: text('9') },
  { name: 'an unknown socket packet', sends: text('49/live,') },
  { name: '11 attachments', sends: text('4511-/live,["x",{"_placeholder":true,"num":0}]') },
  { name: 'a million attachments', sends: text('451000000-/live,["x"]') },
  { name: 'an attachment that nothing announced', sends: binary },
  { name: 'a reserved event', sends: text('42/live,["disconnect",1]') },
  { name: 'no JSON', sends: text('42/live,["standings:watch",{') },
  { name: 'an event without a name', sends: text('42/live,[{}]') },
  { name: 'fragments without an end', sends: endless },
  { name: 'a message of 20 KB', sends: text(`42/live,["x","${'x'.repeat(20_000)}"]`) },
  { name: 'a length of eight exabytes', sends: raw(0x81, 127, Buffer.from('7fffffffffffffff00000000', 'hex')) },
  { name: 'a frame without a mask', sends: Buffer.from([0x81, 1, 0x33]) },
  { name: 'reserved bits', sends: raw(0xf1, 1, Buffer.alloc(5, 0x33)) },
  { name: 'text that is no UTF-8', sends: raw(0x81, 2, Buffer.from('00000000c328', 'hex')) },
  { name: 'an unknown namespace', sends: text('40/nowhere,'), stranger: true },
  { name: 'the namespace /', sends: text('40'), stranger: true },
  { name: 'no namespace at all', sends: Buffer.alloc(0), stranger: true },
  {
    name: 'asking for the board without ever reading',
    sends: Buffer.concat(Array.from({ length: 20_000 }, () => text(`42/live,7${watch}`))),
    paused: true,
  },
  { name: '__proto__ as an event', sends: text('42/live,["__proto__",{}]'), mayStay: true },
  { name: 'constructor as an event', sends: text('42/live,["constructor",{}]'), mayStay: true },
  { name: 'error as an event', sends: text('42/live,["error",{}]'), mayStay: true },
  {
    name: '__proto__ in a body',
    sends: text('42/live,1["standings:watch",{"__proto__":{"polluted":1},"challengeId":"bench","board":"total"}]'),
    mayStay: true,
  },
  { name: 'an acknowledgement id of 30 digits', sends: text(`42/live,${'9'.repeat(30)}${watch}`), mayStay: true },
  { name: 'an acknowledgement of nothing', sends: text('43/live,999999999[1]'), mayStay: true },
];

/** Behaviour that only our own limits stop: of size, time, number. */
const limited = ['a message of 20 KB', 'no namespace at all', 'asking for the board without ever reading'];

/** A peer by hand; it answers pings blindly, so that only what it did can be what cuts it. */
class HostileSocket {
  isOpen = true;
  private readonly tcp: Socket;
  private readonly pongs = setInterval(() => !this.peer.paused && this.isOpen && this.tcp.write(text('3')), 2_000);

  constructor(
    port: number,
    readonly peer: Peer,
  ) {
    this.tcp = connect(port, '127.0.0.1');
    this.tcp.on('error', () => undefined);
    this.tcp.on('close', () => this.close());
    this.tcp.on('connect', () =>
      this.tcp.write(
        `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
          `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      ),
    );
    let heard = '';
    let isIn = false;
    this.tcp.on('data', (chunk) => {
      if (isIn) return;
      heard += chunk.toString('latin1');
      if (!heard.includes('"sid"')) return;
      if (!peer.stranger && !heard.includes('40/live,')) {
        if (!heard.includes('asked')) this.tcp.write(text('40/live,'));
        heard += 'asked';
        return;
      }
      isIn = true;
      if (peer.paused) this.tcp.pause();
      this.tcp.write(peer.sends);
    });
  }

  end(): void {
    this.tcp.destroy();
    this.close();
  }

  private close(): void {
    this.isOpen = false;
    clearInterval(this.pongs);
  }
}

async function attack(port: number, repeat: number, done: (open: string[]) => Promise<boolean>) {
  const bad = peers.filter(({ mayStay }) => !mayStay);
  const sockets = Array.from({ length: repeat }, () => peers.map((peer) => new HostileSocket(port, peer))).flat();
  const open = () => sockets.filter(({ isOpen, peer }) => isOpen && bad.includes(peer)).map(({ peer }) => peer.name);
  try {
    for (const end = Date.now() + CUT_MS; Date.now() < end && !(await done(open())); await pause(100));
    return [...new Set(open())];
  } finally {
    sockets.forEach((socket) => socket.end());
  }
}

export const hostileSockets: Drill = {
  name: 'hostile-sockets',
  promise: 'sockets that break the protocol are disconnected, and other users do not notice',
  target: `all cut within ${CUT_MS / 1_000} s; others get every change, p99 ≤ ${OTHERS_MS} ms`,
  quick: false,
  async run(_seed, smoke) {
    const repeat = smoke ? 1 : 20;
    const { left, p99, answers } = await onLiveStage(async (stage) => {
      await stage.open(OTHERS);
      let slowest = 0;
      const still = await attack(stage.port, repeat, async (open) => {
        slowest = Math.max(slowest, (await stage.changes(1, 100)).report.p99);
        return open.length === 0;
      });
      const ready = await fetch(`http://127.0.0.1:${stage.port}/api/health/ready`);
      return { left: still, p99: slowest, answers: ready.status === 200 };
    });
    const bad = peers.filter(({ mayStay }) => !mayStay).length;
    const kept = await onLiveStage(async (stage) => {
      await stage.server.call('takeAway', { what: 'socketLimits' });
      const end = Date.now() + JOINED_MS;
      return attack(stage.port, 1, async () => Date.now() > end);
    });
    return {
      figure: `${peers.length} kinds × ${repeat}: ${left.length === 0 ? `all ${bad} bad ones cut` : `not cut: ${left.join(', ')}`}, server ${answers ? 'ready' : 'not ready'}, others p99 ${Math.round(p99)} ms`,
      holds: left.length === 0 && answers && p99 <= OTHERS_MS,
      control: {
        kind: 'taken away',
        figure: `without its limits of size, number and time the server keeps ${kept.length} of ${bad}: ${kept.join(', ')}`,
        fails: limited.every((name) => kept.includes(name)),
      },
    };
  },
};
