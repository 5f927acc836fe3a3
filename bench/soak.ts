import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { ApiClient, Refused } from '../src/cli/demo/api-client.js';
import { CHALLENGE } from './live-messages.js';
import type { LiveStage } from './live-stage.js';
import { median, mustHold } from './measure.js';
import { type Slope, slopeOf } from './slope.js';

const MEGABYTE = 1_048_576;
const HOUR_S = 3_600;
const READS = 20;
const CHURN = 5;
const paths = [
  '/api/challenges',
  `/api/challenges/${CHALLENGE}/standings`,
  `/api/challenges/${CHALLENGE}/news`,
  '/api/colleges',
];
const SAMPLES = 60;

/** What a server held, and how many files it had open, after so many seconds or actions. */
interface Sample {
  x: number;
  y: number;
  rss: number;
  files: number;
}

/** What a server keeps that works for long. */
export interface SoakFigures {
  /** Seconds of the load that leaves the history as it is, after the warm-up. */
  seconds: number;
  samples: number;
  /** MB an hour that what is held grows by. */
  megabytesAnHour: Slope;
  /** MB that it grew by in that time, by the same slope. */
  megabytes: number;
  /** MB an hour of the resident set: with compiled code, and with what V8 and the allocator took and do not give back yet. */
  residentAnHour: Slope;
  /** Open files more in the second half than in the first. */
  files: number;
  actions: number;
  /** Bytes that one approved action more takes. */
  bytesAnAction: number;
}

/** Bytes that objects and buffers take after a collection, and what the system gave the process. */
interface Held {
  held: number;
  rss: number;
}

const openFiles = (pid: number) => readdirSync(`/proc/${pid}/fd`).length;

async function sample(stage: LiveStage, x: number): Promise<Sample> {
  const { held, rss } = await stage.server.call<Held>('held');
  return { x, y: held, rss, files: openFiles(stage.server.pid) };
}

/**
 * Works for so many seconds without one event more: twenty requests a second, sockets that come and go, commands that are refused, and
 * the same command again under its key. The first third is the warm-up. Then approves so many actions.
 */
export async function soak(stage: LiveStage, seconds: number, actions: number): Promise<SoakFigures> {
  const work = await quietWork(stage);
  const all = await sampled(stage, seconds, work);
  const warm = all.slice(Math.floor(all.length / 3));
  const anHour = (y: (one: Sample) => number) => {
    const { middle, low, high } = slopeOf(warm.map((one) => ({ x: one.x, y: y(one) })));
    const [a, b, c] = [middle, low, high].map((slope) => (slope * HOUR_S) / MEGABYTE);
    return { middle: a!, low: b!, high: c! };
  };
  const lasted = warm.at(-1)!.x - warm[0]!.x;
  const half = Math.ceil(warm.length / 2);
  const files = median(warm.slice(half).map((one) => one.files)) - median(warm.slice(0, half).map((one) => one.files));
  const held = anHour(({ y }) => y);
  return {
    seconds: lasted,
    samples: warm.length,
    megabytesAnHour: held,
    megabytes: (held.middle * lasted) / HOUR_S,
    residentAnHour: anHour(({ rss }) => rss),
    files,
    actions,
    bytesAnAction: actions === 0 ? 0 : slopeOf(await approved(stage, actions)).middle,
  };
}

async function quietWork(stage: LiveStage): Promise<() => Promise<void>> {
  const url = `http://127.0.0.1:${stage.port}`;
  const { login, password } = await stage.server.call<{ login: string; password: string }>('person');
  const organiser = new ApiClient(url);
  await organiser.signIn(login, password);
  const [key, claim] = [randomUUID(), { role: 'auditor' }];
  const first = await organiser.call('POST', '/api/invitations', claim, key);
  const refused = () =>
    organiser.call('POST', `/api/actions/${randomUUID()}/approve`, { verified: { trees: 1 } }).then(
      () => mustHold(false, 'an action that nobody submitted was approved'),
      (error: unknown) => mustHold(error instanceof Refused && error.status < 500, String(error)),
    );
  return async () => {
    const reads = Array.from({ length: READS }, (_, n) =>
      fetch(url + paths[n % paths.length]!).then((answer) => answer.arrayBuffer()),
    );
    const again = organiser.call('POST', '/api/invitations', claim, key);
    await Promise.all([...reads, refused(), stage.crowd.call('churn', { count: CHURN })]);
    mustHold(JSON.stringify(await again) === JSON.stringify(first), 'the same key got another answer');
    await stage.heard({});
  };
}

async function sampled(stage: LiveStage, seconds: number, work: () => Promise<void>): Promise<Sample[]> {
  const samples: Sample[] = [];
  const started = performance.now();
  const since = () => (performance.now() - started) / 1_000;
  for (let next = 0; since() < seconds;) {
    const rest = pause(1_000);
    await work();
    await rest;
    if (since() < next) continue;
    next = since() + Math.max(1, seconds / SAMPLES);
    samples.push(await sample(stage, since()));
  }
  return samples;
}

async function approved(stage: LiveStage, actions: number): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (let n = 0; n < actions; n += 1) {
    await stage.server.call('approve');
    if ((n + 1) % Math.ceil(actions / 20) === 0) samples.push(await sample(stage, n + 1));
  }
  await stage.heard({});
  return samples.slice(Math.floor(samples.length / 3));
}
