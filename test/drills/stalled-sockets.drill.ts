import { setTimeout as pause } from 'node:timers/promises';
import type { LiveSocket } from '../../bench/live-socket.js';
import type { LiveStage } from '../../bench/live.js';
import { type Drill, until } from './drill.js';
import { MEGABYTE, onLiveStage, watcher } from './live-stage.js';

const GROWTH_BYTES = 64 * MEGABYTE;
const OTHERS_MS = 1_000;
const LARGE_BYTES = 1_000_000;
const OTHERS = 20;
/** A minute without progress, the interval of the checks, and a margin for a busy machine. */
const STALLED_MS = 80_000;

/** Sockets that have their board and then read nothing more; every so manyth still says that it lives. */
class Paused {
  readonly sockets: LiveSocket[] = [];
  private readonly timer = setInterval(() => {
    this.sockets.filter((socket, n) => n % this.every === 0 && socket.isOpen).forEach((socket) => socket.say('3'));
  }, 1_000);

  constructor(private readonly every: number) {}

  async open(stage: LiveStage, count: number): Promise<void> {
    for (let n = 0; n < count; n += 1) {
      const socket = await watcher(stage, 'per-100');
      socket.tcp.pause();
      this.sockets.push(socket);
    }
  }

  end(): void {
    clearInterval(this.timer);
    for (const socket of this.sockets) socket.cut();
  }
}

async function cutOf(stage: LiveStage): Promise<Record<string, number>> {
  return Object.fromEntries(await stage.server.call<[string, number][]>('cut'));
}

/** Sends large messages until `enough`; returns the server's peak memory above its start, and the p99 of others. */
async function fill(stage: LiveStage, count: number, enough: (growth: number) => boolean | Promise<boolean>) {
  const paused = new Paused(2);
  try {
    await paused.open(stage, count);
    const before = await stage.server.call<number>('memory');
    let growth = 0;
    let p99 = 0;
    for (let n = 0; n < 150; n += 1) {
      await stage.server.call('largeChange', { bytes: LARGE_BYTES });
      const { report } = await stage.changes(1, 100);
      p99 = Math.max(p99, report.p99);
      if (n % 8 < 7) continue;
      growth = Math.max(growth, (await stage.server.call<number>('memory')) - before);
      if (await enough(growth)) break;
    }
    return { growth, p99 };
  } finally {
    paused.end();
  }
}

/**
 * Sockets that answer pings but read nothing, with far less than a megabyte buffered, are cut after a minute. Returns how many were so.
 * The system's buffers differ, so sending ends when the first socket is cut for what is unsent.
 */
async function stall(stage: LiveStage, count: number): Promise<number> {
  const paused = new Paused(1);
  const behind = () => stage.server.call<number>('behind');
  const { unsent } = await cutOf(stage);
  try {
    await paused.open(stage, count);
    while ((await behind()) < count && (await cutOf(stage))['unsent'] === unsent) {
      await stage.server.call('largeChange', { bytes: 100_000 });
      await pause(110);
    }
    const waiting = await behind();
    await until('the cut', async () => ((await cutOf(stage))['stalled'] ?? 0) >= waiting, STALLED_MS).catch(() => 0);
    return waiting;
  } finally {
    paused.end();
  }
}

const rounded = (bytes: number) => `${Math.round(bytes / MEGABYTE)} MB`;

export const stalledSockets: Drill = {
  name: 'stalled-sockets',
  promise: 'sockets that read nothing are disconnected, and other users do not notice',
  target: `all cut; memory +< ${GROWTH_BYTES / MEGABYTE} MB; others p99 ≤ ${OTHERS_MS} ms`,
  quick: false,
  async run(_seed, smoke) {
    const count = smoke ? 40 : 200;
    const stalling = smoke ? 0 : 20;
    const real = await onLiveStage(async (stage) => {
      await stage.open(OTHERS);
      const filled = await fill(stage, count, async () => ((await cutOf(stage))['unsent'] ?? 0) >= count);
      const { unsent = 0 } = await cutOf(stage);
      const waiting = stalling > 0 ? await stall(stage, stalling) : 0;
      const { stalled = 0 } = await cutOf(stage);
      return { ...filled, unsent, waiting, stalled };
    });
    const control = await onLiveStage(async (stage) => {
      await stage.open(OTHERS);
      await stage.server.call('takeAway', { what: 'cutting' });
      return fill(stage, count, (growth) => growth > GROWTH_BYTES);
    });
    const { unsent, stalled } = real;
    return {
      figure: `${unsent} of ${count} cut with over 1 MB unsent, ${stalled} of ${real.waiting} after a minute without progress, memory +${rounded(real.growth)}, others p99 ${Math.round(real.p99)} ms`,
      holds:
        unsent === count &&
        stalled === real.waiting &&
        real.waiting >= stalling / 2 &&
        real.growth < GROWTH_BYTES &&
        real.p99 <= OTHERS_MS,
      control: {
        kind: 'taken away',
        figure: `without the cut: memory +${rounded(control.growth)}`,
        fails: control.growth > GROWTH_BYTES,
      },
    };
  },
};
