import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Drill, random, until } from './drill.js';
import { Load } from './load.js';
import { OwnPostgres } from './own-postgres.js';
import { cookieOf, openWorld } from '../support/world.js';
import { RestartableServer, runCommand } from '../support/server-process.js';

const CLIENTS = 16;
const BACK_MS = 30_000;
const PLAIN_WARNING = /A fail-over can lose acknowledged events/;

interface Ready {
  parts: { standby?: { status: string; promise: string } };
}

interface Pair {
  primary: OwnPostgres;
  standby: OwnPostgres;
  /** The address of both. */
  url: string;
  remove(): Promise<void>;
}

/** A primary and its standby; the primary waits for it before it acknowledges, or does not. */
async function pairOf(work: string, name: string, isSynchronous: boolean): Promise<Pair> {
  const primary = await OwnPostgres.create(path.join(work, name, 'primary'), { wal_level: 'replica' });
  await primary.start();
  await primary.query('CREATE DATABASE qorzhyn');
  const standby = await OwnPostgres.standbyOf(primary, path.join(work, name, 'standby'));
  await standby.start();
  const attached = () => primary.query<{ state: string }>('SELECT state FROM pg_stat_replication');
  await until('the standby', async () => (await attached())[0]?.state === 'streaming');
  if (isSynchronous) {
    await primary.query("ALTER SYSTEM SET synchronous_standby_names = 'standby'");
    await primary.query('SELECT pg_reload_conf()');
  }
  const hosts = [primary, standby].map(({ port }) => `127.0.0.1:${port}`).join(',');
  const url = `postgres://postgres@${hosts}/qorzhyn?target_session_attrs=read-write`;
  return { primary, standby, url, remove: async () => void (await Promise.all([primary.stop(), standby.stop()])) };
}

/** Replication pauses, writes continue for a moment, the primary dies, the standby is promoted. */
async function failOver({ primary, standby, url }: Pair, draw: () => number, rest: number) {
  const server = await RestartableServer.start({ DATABASE_URL: url });
  try {
    await openWorld(server.url, server.token);
    const said = async () =>
      ((await (await fetch(`${server.url}/api/health/ready`)).json()) as Ready).parts.standby?.promise ?? 'nothing';
    const promise = await said();
    const load = new Load(server, await cookieOf(server.url, 'organiser'), { again: true });
    load.start(CLIENTS);
    await until('load', () => load.acknowledged >= 4 * CLIENTS);
    await pause(draw() * rest);
    const [sender] = await primary.query<{ pid: number }>('SELECT pid FROM pg_stat_replication');
    process.kill(sender!.pid, 'SIGSTOP');
    await pause(1_000 + draw() * rest);
    const during = load.acknowledged;
    primary.signal('SIGKILL');
    const killedAt = Date.now();
    await until('the promotion', async () => {
      const [answer] = await standby.query<{ waits: boolean }>('SELECT pg_promote(), pg_is_in_recovery() AS waits');
      return answer?.waits === false;
    }).catch(() => undefined);
    const again = load.acknowledged + CLIENTS;
    await until('new answers', () => load.acknowledged >= again, 2 * BACK_MS);
    const back = Date.now() - killedAt;
    await load.stop();
    const compared = await load.compare(standby.url('qorzhyn'));
    load.oracle.remove();
    const other = [...load.statuses.keys()].filter((status) => ![200, 201, 503].includes(status));
    return {
      ...compared,
      back,
      during,
      promise,
      other,
      warned: PLAIN_WARNING.test(server.output),
      lives: server.isRunning,
    };
  } finally {
    await server.remove();
  }
}

export const failover: Drill = {
  name: 'failover',
  promise: 'a failover to the synchronous standby loses no acknowledged write, and the server finds the new primary',
  target: `lost 0, doubled 0, the server lives and writes again ≤ ${BACK_MS / 1000} s after the kill; an asynchronous standby is reported`,
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const rest = smoke ? 300 : 4_000;
    const work = mkdtempSync(path.join(tmpdir(), 'qorzhyn-failover-'));
    const pairs: Pair[] = [];
    try {
      const safe = await pairOf(work, 'synchronous', true);
      pairs.push(safe);
      const real = await failOver(safe, draw, rest);
      const loose = await pairOf(work, 'asynchronous', false);
      pairs.push(loose);
      const dataDir = path.join(work, 'refused');
      const wish = { DATABASE_URL: loose.url, DATA_DIR: dataDir, PORT: '0', QORZHYN_STANDBY: 'synchronous' };
      const refused = await runCommand('src/main.ts', [], wish);
      const control = await failOver(loose, draw, rest);
      return {
        figure: `${real.promised} acknowledged, lost ${real.lost}, doubled ${real.doubled}, writes again after ${real.back} ms, standby reported as ${real.promise}, other answers ${real.other.join() || 'none'}; asynchronous reported as ${control.promise}${control.warned ? ' with a warning' : ''}, QORZHYN_STANDBY=synchronous ends with ${refused.code}`,
        holds:
          real.lost + real.doubled + real.other.length === 0 &&
          real.lives &&
          real.back <= BACK_MS &&
          real.promise === 'synchronous' &&
          control.promise === 'asynchronous' &&
          control.warned &&
          refused.code === 2 &&
          PLAIN_WARNING.test(refused.lastLine),
        control: {
          kind: 'taken away',
          figure: `asynchronous standby: lost ${control.lost} of ${control.promised}`,
          fails: control.lost > 0,
        },
      };
    } finally {
      for (const pair of pairs) await pair.remove();
      rmSync(work, { recursive: true, force: true });
    }
  },
};
