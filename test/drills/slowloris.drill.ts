import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../../bench/harness.js';
import { startTestApp } from '../support/app.js';
import { RestartableServer } from '../support/server-process.js';
import type { Drill } from './drill.js';

/** The limit of a body, which is longer than that of a header, and a margin for a busy machine. */
const CUT_MS = 18_000;
const USER_MS = 1_000;

/** A header that never ends, a body, and a part of an upload by a stranger. */
const BEGINNINGS = [
  'GET /api/challenges HTTP/1.1\r\nHost: 127.0.0.1\r\n',
  'POST /api/session HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9999\r\n\r\n{',
  'PATCH /api/uploads/7b1f0a52-6c0e-4f5e-9d2b-3a54c1f0e8d9 HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: 9999\r\n\r\n',
];

/** Connections that send a request byte by byte; how many are open after some time. */
class Dribble {
  private readonly sockets: Socket[] = [];
  open = 0;

  constructor(port: number, count: number) {
    for (let n = 0; n < count; n += 1) {
      const socket = connect(port, '127.0.0.1');
      socket.on('connect', () => {
        this.open += 1;
        socket.write(BEGINNINGS[n % BEGINNINGS.length]!);
        const drip = setInterval(() => socket.write('X-a: b\r\n'), 500);
        socket.on('close', () => {
          clearInterval(drip);
          this.open -= 1;
        });
      });
      socket.on('error', () => undefined);
      socket.resume();
      this.sockets.push(socket);
    }
  }

  end(): void {
    for (const socket of this.sockets) socket.destroy();
  }
}

export const slowloris: Drill = {
  name: 'slowloris',
  promise: 'a request sent byte by byte is cut, and other users do not notice',
  target: `0 open after ${CUT_MS / 1000} s; others p99 ≤ ${USER_MS / 1000} s`,
  quick: false,
  async run(_seed, smoke) {
    const count = smoke ? 100 : 1_000;
    const server = await RestartableServer.start();
    const patient = await startTestApp();
    // The same server with its limits taken away.
    Object.assign(patient.app.getHttpServer(), { headersTimeout: 0, requestTimeout: 0 });
    const real = new Dribble(Number(new URL(server.url).port), count);
    const control = new Dribble(Number(new URL(patient.url).port), 10);
    try {
      const waits: number[] = [];
      for (const end = Date.now() + CUT_MS; Date.now() < end; await pause(100)) {
        const asked = performance.now();
        const { status } = await fetch(`${server.url}/api/challenges`);
        waits.push(status === 200 ? performance.now() - asked : Infinity);
      }
      const p99 = percentile(waits, 0.99);
      return {
        figure: `${real.open} of ${count} open, others p99 ${Math.round(p99)} ms`,
        holds: real.open === 0 && p99 <= USER_MS,
        control: {
          kind: 'taken away',
          figure: `the server without its limits: ${control.open} of 10 open`,
          fails: control.open === 10,
        },
      };
    } finally {
      real.end();
      control.end();
      await patient.close();
      await server.remove();
    }
  },
};
