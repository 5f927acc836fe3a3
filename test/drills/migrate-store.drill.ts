import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Manifest } from '../../src/cli/backup/manifest.js';
import { HistoriesDiffer } from '../../src/cli/migrate-store/moving-history.js';
import { moveStore } from '../../src/cli/migrate-store/migrate-store.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { Cluster } from '../../src/postgres/embedded/cluster.js';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.js';
import { type Drill, NotRun, random, until } from './drill.js';
import { Load } from './load.js';
import { cookieOf, signIn, openWorld, submitAs } from '../support/world.js';
import { RestartableServer, runCommand, startCommand } from '../support/server-process.js';

/** Few enough that the move, one event at a time, catches up. */
const CLIENTS = 1;
const MOVE_MS = 240_000;
const MOVE = 'src/cli/migrate-store/migrate-store.ts';
const quiet = { log: () => undefined, warn: () => undefined };

/** The empty EventStoreDB that EVENTSTORE_URL names, or a double as a process of its own: both survive their writers. */
async function startEventStoreDb(): Promise<{ url: string; stop(): void }> {
  const { EVENTSTORE_URL: url } = process.env;
  if (url) {
    const store = await openEventStoreDb({ url, log: quiet });
    const head = await store.head().finally(() => store.close());
    if (head !== null) throw new NotRun('EVENTSTORE_URL holds a history already, and the move needs an empty one');
    return { url, stop: () => undefined };
  }
  const child = spawn(process.execPath, [path.join(__dirname, '../support/eventstoredb-double/serve.cjs'), '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('the double', () => said.includes('\n') || child.exitCode !== null);
  return { url: said.trim(), stop: () => void child.kill() };
}

/** Submissions per action id in an export, and the hash of its history. */
function readExport(folder: string): { hash: string; submitted: Map<string, number> } {
  const { history } = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as Manifest;
  const submitted = new Map<string, number>();
  for (const line of readFileSync(path.join(folder, history.file), 'utf8').split('\n')) {
    if (!line.includes('"ActionSubmitted"')) continue;
    const { stream } = JSON.parse(line) as { stream: string };
    submitted.set(stream, (submitted.get(stream) ?? 0) + 1);
  }
  return { hash: history.historySha256, submitted };
}

/** Damages a moved history in two ways and tells what the next move says of it. */
async function damaged(dataDir: string, from: string, draw: () => number): Promise<string[]> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
  const cluster = await Cluster.open(dataDir);
  await cluster.start();
  const owner = new Client({ connectionString: cluster.url('postgres', 'qorzhyn') });
  await owner.connect();
  try {
    const options = { from, to: postgres.adminUrl, until: 'once', signal: new AbortController().signal } as const;
    await moveStore(options, () => undefined);
    const { rows } = await owner.query<{ count: number }>('SELECT count(*)::int AS count FROM history.events');
    const place = 1 + Math.floor(draw() * (rows[0]!.count - 1));
    await owner.query('ALTER TABLE history.events DISABLE TRIGGER never_changed');
    const found: string[] = [];
    for (const sql of [
      `UPDATE history.events SET metadata = replace(metadata, '"schemaVersion":1', '"schemaVersion":2') WHERE position = $1`,
      'DELETE FROM history.events WHERE position = $1',
    ]) {
      await owner.query(sql, [place]);
      const said = await moveStore(options, () => undefined).then(
        () => 'nothing found',
        (error: Error) => (error instanceof HistoriesDiffer ? error.message : `another error: ${error.message}`),
      );
      found.push(said.startsWith(`event ${place} differs`) ? said : `not named: ${said}`);
    }
    return found;
  } finally {
    await owner.end();
    await postgres.stop();
  }
}

export const migrateStore: Drill = {
  name: 'migrate-store',
  promise:
    'a history moves to another kind of store under load: whole, in order and once, even when the move is killed',
  target: 'lost 0, doubled 0, same hashes of history and standings, verified; writes continue there',
  quick: false,
  async run(seed, smoke) {
    const draw = random(seed);
    const kills = smoke ? 1 : 5;
    const work = mkdtempSync(path.join(tmpdir(), 'qorzhyn-move-'));
    const double = await startEventStoreDb();
    const server = await RestartableServer.start();
    let second: RestartableServer | null = null;
    const { dataDir } = server;
    try {
      await openWorld(server.url, server.token);
      const load = new Load(server, await cookieOf(server.url, 'organiser'));
      load.start(CLIENTS);
      await until('load', () => load.acknowledged >= (smoke ? 300 : 2_000));
      const places = ['--from', dataDir, '--to', double.url];
      for (let kill = 0; kill < kills; kill += 1) {
        const move = startCommand(MOVE, places, {});
        await until('the move', () => move.output().includes('→') || move.child.exitCode !== null);
        await pause(draw() * 400);
        move.child.kill('SIGKILL');
        await move.ended;
      }
      const move = startCommand(MOVE, places, {});
      await until('the move', () => /events are moved/.test(move.output()) || move.child.exitCode !== null, MOVE_MS);
      const early = await runCommand(MOVE, [...places, '--switch'], {});
      const later = load.acknowledged + CLIENTS;
      await until('more load', () => load.acknowledged >= later);
      await load.stop();
      move.child.kill('SIGTERM');
      const followed = await move.ended;
      await server.end('SIGTERM');
      const [before, after] = [path.join(work, 'before'), path.join(work, 'after')];
      await runCommand('src/cli/export/export.ts', ['--out', before], { DATA_DIR: dataDir });
      const switched = await runCommand(MOVE, [...places, '--switch'], {});
      if (switched.code !== 0) throw new Error(`the switch ended with ${switched.code}: ${switched.out.slice(-800)}`);
      second = await RestartableServer.start({ EVENTSTORE_URL: double.url }, dataDir);
      const submit = submitAs(await signIn(second.url, 'organiser'));
      const settings = { DATA_DIR: dataDir, EVENTSTORE_URL: double.url };
      await runCommand('src/cli/export/export.ts', ['--out', after], settings);
      const more = await submit();
      await second.end('SIGTERM');
      const verified = await runCommand('src/cli/verify.ts', [], settings);
      const [old, moved] = [readExport(before), readExport(after)];
      const promised = load.oracle.read();
      load.oracle.remove();
      const lost = promised.filter((id) => !moved.submitted.has(`action-${id}`)).length;
      const doubled = [...moved.submitted.values()].filter((times) => times > 1).length;
      const standings = new Set([...switched.out.matchAll(/of the standings (\w+)/g)].map(([, hash]) => hash));
      const control = await damaged(path.join(work, 'damaged'), double.url, draw);
      return {
        figure: `${promised.length} acknowledged, lost ${lost}, doubled ${doubled}, killed ${kills} times; history ${old.hash === moved.hash ? 'the same' : 'ANOTHER'}, standings ${standings.size === 1 ? 'the same' : 'OTHERS'}; switch beside a running server ${early.code}, follower ${followed.code}, verify ${verified.code}`,
        holds:
          lost + doubled === 0 &&
          old.hash === moved.hash &&
          standings.size === 1 &&
          early.code === 2 &&
          followed.code === 0 &&
          verified.code === 0 &&
          more !== '',
        control: {
          kind: 'fault put in',
          figure: `a byte changed, an event missing: ${control.map((said) => said.split(':')[0]).join('; ')}`,
          fails: control.every((said) => said.startsWith('event')),
        },
      };
    } finally {
      await server.remove();
      await second?.remove();
      double.stop();
      rmSync(work, { recursive: true, force: true });
    }
  },
};
