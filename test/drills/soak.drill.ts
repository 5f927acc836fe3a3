import { setTimeout as pause } from 'node:timers/promises';
import type { LiveStage } from '../../bench/live-stage.js';
import type { Drill } from './drill.js';
import { MEGABYTE, onLiveStage, openFiles } from './live-ground.js';

const GROWTH_BYTES = 8 * MEGABYTE;
const FILES = 4;
const REQUESTS_PER_SECOND = 20;
const CHURN = 5;
const paths = ['/api/challenges', '/api/challenges/bench/standings', '/api/challenges/bench/news', '/api/colleges'];

interface Sample {
  seconds: number;
  bytes: number;
  files: number;
}

/** Twenty requests and an approval a second, sockets that come and go; a sample each few seconds, after a collection. */
async function live(stage: LiveStage, seconds: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  const started = performance.now();
  const since = () => (performance.now() - started) / 1_000;
  let next = 0;
  while (since() < seconds) {
    const rest = pause(1_000);
    await Promise.all(
      Array.from({ length: REQUESTS_PER_SECOND }, (_, n) =>
        fetch(`http://127.0.0.1:${stage.port}${paths[n % paths.length]}`).then((answer) => answer.arrayBuffer()),
      ),
    );
    await stage.server.ask('approve');
    await stage.crowd.ask('churn', { count: CHURN });
    await rest;
    if (since() < next) continue;
    next = since() + Math.max(1, seconds / 60);
    await stage.heard({});
    samples.push({
      seconds: since(),
      bytes: await stage.server.ask<number>('memory'),
      files: openFiles(stage.server.pid),
    });
  }
  return samples;
}

const middle = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The median slope between any two samples after the warm-up, as growth over their whole time. */
function growthOf(samples: readonly Sample[]) {
  const warm = samples.slice(Math.floor(samples.length / 3));
  const slopes = warm.flatMap((a, n) => warm.slice(n + 1).map((b) => (b.bytes - a.bytes) / (b.seconds - a.seconds)));
  const seconds = warm.at(-1)!.seconds - warm[0]!.seconds;
  const half = Math.ceil(warm.length / 2);
  const files = middle(warm.slice(half).map((one) => one.files)) - middle(warm.slice(0, half).map((one) => one.files));
  return { growth: middle(slopes) * seconds, perHour: (middle(slopes) * 3_600) / MEGABYTE, seconds, files };
}

const megabytes = (bytes: number) => (bytes / MEGABYTE).toFixed(1);

export const soak: Drill = {
  name: 'soak',
  promise: 'a server that works for long keeps no memory and no open files',
  target: `after the warm-up memory grows < ${GROWTH_BYTES / MEGABYTE} MB, open files ≤ ${FILES} more`,
  quick: false,
  async run(_seed, smoke, minutes = 1) {
    const seconds = smoke ? 15 : minutes * 60;
    const real = await onLiveStage(async (stage) => {
      await stage.open(smoke ? 50 : 500);
      return growthOf(await live(stage, seconds));
    });
    const leaking = await onLiveStage(async (stage) => {
      await stage.open(10);
      await stage.server.ask('takeAway', { what: 'forgetting' });
      return growthOf(await live(stage, 15));
    });
    return {
      figure: `${Math.round(real.seconds)} s after the warm-up: memory ${megabytes(real.growth)} MB (${real.perHour.toFixed(1)} MB an hour), open files ${real.files}`,
      holds: real.growth < GROWTH_BYTES && real.files <= FILES,
      control: {
        figure: `200 KB kept of every request: ${megabytes(leaking.growth)} MB in ${Math.round(leaking.seconds)} s`,
        fails: leaking.growth > GROWTH_BYTES,
      },
    };
  },
};
