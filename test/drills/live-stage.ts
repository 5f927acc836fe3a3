import { readdirSync } from 'node:fs';
import { CHALLENGE, LiveSocket } from '../../bench/live-socket.js';
import { LiveStage } from '../../bench/live.js';
import { startTestPostgres } from '../support/postgres.js';

/** The whole server in a process of its own, and a crowd that watches a board of it in another. `settings` are the server's. */
export async function onLiveStage<Value>(
  use: (stage: LiveStage) => Promise<Value>,
  settings: Record<string, string> = {},
): Promise<Value> {
  const postgres = await startTestPostgres();
  try {
    const stage = await LiveStage.start('ours', { database: () => postgres.createDatabase() }, settings);
    try {
      return await use(stage);
    } finally {
      await stage.stop();
    }
  } finally {
    await postgres.stop();
  }
}

/** A socket of this process that watches the board; resolves when it has it. */
export function watcher(stage: LiveStage, board: 'total' | 'per-100' = 'total'): Promise<LiveSocket> {
  return new Promise((resolve, reject) => {
    const socket: LiveSocket = new LiveSocket(
      { port: stage.port, speaks: 'live', challengeId: CHALLENGE, board },
      { onSeq: () => resolve(socket), onClose: () => reject(new Error('the socket was cut before it had its board')) },
    );
  });
}

/** Open files of a process. Linux alone has /proc. */
export const openFiles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;
export const MEGABYTE = 1_048_576;
