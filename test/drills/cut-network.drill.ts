import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/postgres/embedded/embedded-postgres.js';
import { type Drill, until } from './drill.js';
import { FaultyNetwork, type NetworkState } from './faulty-network.js';
import { claimOf, COLLEGES, cookieOf, openWorld } from '../support/world.js';
import { RestartableServer } from '../support/server-process.js';

const CLIENTS = 16;
const ANSWER_MS = 15_000;
const quiet = { log: () => undefined, warn: () => undefined };

/** Something a client wants to have happened once, and every id under which it was sent. */
interface Write {
  ids: string[];
  /** Position that the last answer gave; empty = none yet. */
  position: string;
  /** It was answered with 503, or not at all, at least once. */
  isDoubtful: boolean;
}

/** Clients that retry until acknowledged: with the same request, or with one that looks new. */
class Clients {
  readonly writes: Write[] = [];
  readonly statuses = new Map<number, number>();
  /** Answers of 503 that do not say when to come again. */
  speechless = 0;
  done = 0;
  private stopped = false;
  private readonly running: Promise<void>[];

  constructor(
    private readonly url: string,
    private readonly cookie: string,
    private readonly isSame: boolean,
  ) {
    this.running = Array.from({ length: CLIENTS }, (_, n) => this.client(COLLEGES[n % COLLEGES.length]!));
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  private async client(collegeId: string): Promise<void> {
    while (!this.stopped) {
      const write: Write = { ids: [randomUUID()], position: '', isDoubtful: false };
      this.writes.push(write);
      while (!(await this.send(write, collegeId))) {
        write.isDoubtful = true;
        await pause(100);
        if (!this.isSame) write.ids.push(randomUUID());
      }
      this.done += 1;
    }
  }

  private async send(write: Write, collegeId: string): Promise<boolean> {
    const id = write.ids.at(-1)!;
    try {
      const answer = await fetch(`${this.url}/api/actions/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', cookie: this.cookie, 'idempotency-key': id },
        body: JSON.stringify(claimOf(collegeId)),
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const body = (await answer.json()) as { position?: string };
      this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 503 && !answer.headers.has('retry-after')) this.speechless += 1;
      write.position = body.position ?? '';
      return answer.ok;
    } catch {
      this.statuses.set(0, (this.statuses.get(0) ?? 0) + 1);
      return false;
    }
  }
}

type Stored = Map<string, string[]>;

/** Positions at which each action was submitted, read past the faulty network. */
async function stored(url: string): Promise<Stored> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client
    .query<{ id: string; position: string }>(
      `SELECT substr(stream, 8) AS id, position::text FROM history.events WHERE type = 'ActionSubmitted'`,
    )
    .finally(() => client.end());
  const found: Stored = new Map();
  for (const { id, position } of rows) found.set(id, [...(found.get(id) ?? []), position]);
  return found;
}

/** Actions whose client was not acknowledged although the event is stored. */
const ambiguous = (writes: readonly Write[], found: Stored) =>
  writes.filter(({ isDoubtful, position, ids }) => isDoubtful && position === '' && ids.some((id) => found.has(id)))
    .length;

export const cutNetwork: Drill = {
  name: 'cut-network',
  promise: 'when the network to PostgreSQL fails, an uncertain write gets 503 and its retry gets the first result',
  target:
    'doubled 0, lost 0, another result 0; every response 2xx or 503 with Retry-After; at least one commit without an acknowledgement',
  quick: false,
  async run(_seed, smoke) {
    const dataDir = mkdtempSync(path.join(tmpdir(), 'qorzhyn-network-'));
    const postgres = await startEmbeddedPostgres({ dataDir, log: quiet });
    const network = await FaultyNetwork.to(Number(new URL(postgres.appUrl).port));
    const through = (url: string) => Object.assign(new URL(url), { port: String(network.port) }).href;
    let server: RestartableServer | null = null;
    try {
      server = await RestartableServer.start({
        DATABASE_URL: through(postgres.appUrl),
        DATABASE_ADMIN_URL: through(postgres.adminUrl),
      });
      await openWorld(server.url, server.token);
      const cookie = await cookieOf(server.url, 'organiser');
      const { url } = server;
      const storm = async (clients: Clients, state: NetworkState, ms: number) => {
        const before = clients.done;
        await until('load', () => clients.done >= before + 2 * CLIENTS);
        network.set(state);
        await pause(ms);
        const inDoubt = ambiguous(clients.writes, await stored(postgres.appUrl));
        network.set('open');
        const then = clients.done;
        await until('new answers', () => clients.done >= then + CLIENTS);
        return inDoubt;
      };
      /** Repeats until a commit lost its acknowledgement: not every moment has one in flight. */
      const deafen = async (clients: Clients) => {
        for (let times = 0; times < 6; times += 1) {
          const inDoubt = await storm(clients, 'deaf', 5_500);
          if (inDoubt > 0) return inDoubt;
        }
        return 0;
      };
      const clients = new Clients(url, cookie, true);
      const inDoubt = await deafen(clients);
      await storm(clients, 'reset', smoke ? 500 : 5_000);
      await storm(clients, 'silent', smoke ? 1_000 : 30_000);
      await clients.stop();
      const found = await stored(postgres.appUrl);
      const lost = clients.writes.filter(({ ids: [id] }) => !found.has(id!)).length;
      const doubled = [...found.values()].filter(({ length }) => length > 1).length;
      const another = clients.writes.filter(({ ids: [id], position }) => found.get(id!)?.[0] !== position).length;
      const other = [...clients.statuses.keys()].filter((status) => ![200, 201, 503].includes(status));

      const careless = new Clients(url, cookie, false);
      await deafen(careless);
      await careless.stop();
      const everything = await stored(postgres.appUrl);
      const twice = careless.writes.filter(({ ids }) => ids.filter((id) => everything.has(id)).length > 1).length;
      return {
        figure: `${clients.writes.length} writes, ${clients.statuses.get(503) ?? 0} times 503, ${inDoubt} of them stored already; lost ${lost}, doubled ${doubled}, another result ${another}, without Retry-After ${clients.speechless}, other answers ${other.join() || 'none'}`,
        holds: lost + doubled + another + clients.speechless + other.length === 0 && inDoubt > 0 && server.isRunning,
        control: { kind: 'not used', figure: `repeated under new ids: ${twice} happened twice`, fails: twice > 0 },
      };
    } finally {
      await server?.remove();
      await network.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    }
  },
};
