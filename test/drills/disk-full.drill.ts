import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Drill, NotRun, until } from './drill.js';
import { Load } from './load.js';
import { CHALLENGE, cookieOf, openWorld } from '../support/world.js';
import { RestartableServer, NOT_STORED } from '../support/server-process.js';

const CLIENTS = 16;
const DISK_MB = 256;

function smallDisk(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-disk-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK_MB}m`, 'tmpfs', folder], { encoding: 'utf8' });
  if (mounted.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    throw new NotRun(`a small disk cannot be mounted here: ${(mounted.stderr ?? '').trim() || 'no mount'}`);
  }
  return {
    folder,
    remove() {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export const diskFull: Drill = {
  name: 'disk-full',
  promise: 'on a full disk nothing is acknowledged, boards are served, and writes resume once there is room',
  target: 'lost 0; 0 acknowledged while full; boards served; writes again without a restart',
  quick: false,
  async run() {
    const disk = smallDisk();
    let server: RestartableServer | null = null;
    try {
      server = await RestartableServer.start({}, path.join(disk.folder, 'data'));
      const { url } = server;
      await openWorld(url, server.token);
      const cookie = await cookieOf(url, 'organiser');
      const load = new Load(server, cookie);
      load.start(CLIENTS);
      await until('load', () => load.acknowledged >= 4 * CLIENTS);
      const filler = path.join(disk.folder, 'filler');
      fill(filler);
      const refused = () => load.statuses.get(503) ?? 0;
      await until('a refusal', () => refused() >= 2 * CLIENTS, 120_000);
      const full = load.acknowledged;
      await until('more refusals', () => refused() >= 4 * CLIENTS, 120_000);
      const board = await fetch(`${url}/api/challenges/${CHALLENGE}/standings`);
      const whileFull = load.acknowledged - full;
      rmSync(filler);
      const again = load.acknowledged + CLIENTS;
      await until('new answers', () => load.acknowledged >= again, 120_000);
      await load.stop();
      const { promised, lost, doubled } = await load.compare();
      load.oracle.remove();
      const lives = server.isRunning;
      const early = await answeringEarly(server, filler);
      const other = [...load.statuses.keys()].filter((status) => ![200, 201, 503, 507].includes(status));
      return {
        figure: `lost ${lost} of ${promised}, doubled ${doubled}, acknowledged while full ${whileFull}, board ${board.status}, other answers ${other.join() || 'none'}`,
        holds: lost + doubled + whileFull + other.length === 0 && board.status === 200 && lives,
        control: {
          kind: 'taken away',
          figure: `a server that answers before it stores: lost ${early.lost} of ${early.promised} acknowledged`,
          fails: early.lost > 0,
        },
      };
    } finally {
      await server?.remove();
      disk.remove();
    }
  },
};

/** Writes until nothing more fits. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w');
  try {
    for (const size of [1_048_576, 4_096]) {
      try {
        for (;;) writeSync(descriptor, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

/** The same on a server that answers before it has stored; what it had answered is all that counts. */
async function answeringEarly(server: RestartableServer, filler: string) {
  await server.end('SIGTERM');
  await server.startWithout('early');
  const load = new Load(server, await cookieOf(server.url, 'organiser'));
  try {
    load.start(2);
    await until('load', () => load.acknowledged >= CLIENTS);
    fill(filler);
    await until('an answer that was not kept', () => server.output.includes(NOT_STORED), 120_000);
    await load.stop();
    rmSync(filler);
    return await load.compare();
  } finally {
    await load.stop();
    load.oracle.remove();
  }
}
