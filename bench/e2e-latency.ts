import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { ApiClient } from '../src/cli/demo/api-client.js';
import { CHALLENGE, claimOf, collegeOf, openWorld } from '../test/support/world.js';
import { inParts, mustHold, percentile, rounded, type Bench } from './measure.js';
import { LOGGING, RestartableServer } from '../test/support/server-process.js';

const COLLEGES = 30;
const APPROVALS = 300;
const SMOKE_APPROVALS = 10;
/** Four a second: a board sends at most ten, so each of these finds it at rest. */
const APART_MS = 250;
const GIVE_UP_MS = 20_000;

interface Changed {
  changes: { collegeId: string; points: number }[];
}

/** One socket that watches; `next` resolves with the next change that reaches it. */
async function watch(url: string) {
  const socket = io(`${url}/live`, { transports: ['websocket'], forceNew: true });
  const waiting: ((changed: Changed) => void)[] = [];
  let heard = 0;
  socket.on('standings:changed', (changed: Changed) => {
    heard += 1;
    waiting.shift()?.(changed);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  await socket.emitWithAck('standings:watch', { challengeId: CHALLENGE, board: 'total' });
  return {
    heard: () => heard,
    next: () =>
      new Promise<Changed>((resolve, reject) => {
        const giveUp = setTimeout(() => reject(new Error('no change reached the socket')), GIVE_UP_MS);
        waiting.push((changed) => {
          clearTimeout(giveUp);
          resolve(changed);
        });
      }),
    close: () => void socket.disconnect(),
  };
}

async function submitted(organiser: ApiClient, collegeId: string): Promise<string> {
  const actionId = randomUUID();
  await organiser.call('PUT', `/api/actions/${actionId}`, claimOf(collegeId));
  return actionId;
}

/**
 * Both ends lie in the process that asks: the request leaves it, the answer that tells of the durable append comes back to it, and so
 * does the change on a socket.
 */
export const latencyOnSocket: Bench = {
  name: 'e2e.latency',
  metric: 'approve → change on a socket, p50, four approvals a second',
  anchor: 'approve → answer after the durable append, p50, of the same approvals',
  target: { atMost: 1.5 },
  async run(ground) {
    const server = await RestartableServer.start(LOGGING);
    try {
      const { organiser, reviewers } = await openWorld(server.url, server.token, { colleges: COLLEGES });
      const reviewer = reviewers[0]!;
      const socket = await watch(server.url);
      const commits: number[] = [];
      const seen: number[] = [];
      for (let round = 0; round < (ground.smoke ? SMOKE_APPROVALS : APPROVALS); round += 1) {
        const collegeId = collegeOf(round % COLLEGES);
        const actionId = await submitted(organiser, collegeId);
        await pause(APART_MS);
        const change = socket.next();
        const start = performance.now();
        const arrival = change.then((changed) => ({ changed, ms: performance.now() - start }));
        await reviewer.call('POST', `/api/actions/${actionId}/approve`, { verified: { beneficiaries: 7 } });
        commits.push(performance.now() - start);
        const { changed, ms } = await arrival;
        mustHold(
          changed.changes.some((row) => row.collegeId === collegeId),
          `the change after the approval of ${collegeId} does not tell of it`,
        );
        seen.push(ms);
      }
      mustHold(socket.heard() === seen.length, `${seen.length} approvals brought ${socket.heard()} changes`);
      socket.close();
      return {
        rounds: inParts(seen, commits, ground.rounds),
        figures: {
          approvals: seen.length,
          'socket p50 ms': rounded(percentile(seen, 0.5)),
          'socket p99 ms': rounded(percentile(seen, 0.99)),
          'answer p50 ms': rounded(percentile(commits, 0.5)),
          'answer p99 ms': rounded(percentile(commits, 0.99)),
        },
      };
    } finally {
      await server.remove();
    }
  },
};
