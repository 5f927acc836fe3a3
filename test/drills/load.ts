import { randomUUID } from 'node:crypto';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { storedTimes } from '../support/drill-store.js';
import { claimOf, COLLEGES } from '../support/world.js';
import type { RestartableServer } from '../support/server-process.js';

const ANSWER_MS = 20_000;

/** Acknowledgements, written to disk before anybody relies on them. */
class Oracle {
  private readonly folder = mkdtempSync(path.join(tmpdir(), 'qorzhyn-oracle-'));
  private readonly file = path.join(this.folder, 'acknowledged');
  private readonly descriptor = openSync(this.file, 'a');

  write(id: string): void {
    writeSync(this.descriptor, `${id}\n`);
    fdatasyncSync(this.descriptor);
  }

  read(): string[] {
    return readFileSync(this.file, 'utf8')
      .split('\n')
      .filter((line) => line !== '');
  }

  remove(): void {
    closeSync(this.descriptor);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Clients that submit one action after another. */
export class Load {
  readonly oracle = new Oracle();
  acknowledged = 0;
  /** Requests that were sent and got no answer at all. */
  unanswered = 0;
  /** Answers by status. */
  readonly statuses = new Map<number, number>();
  /** The longest wait for an answer of any kind, ms. */
  slowest = 0;
  private stopped = false;
  private running: Promise<void>[] = [];

  /** `again` repeats what got no 2xx until it gets one. */
  constructor(
    private readonly server: RestartableServer,
    private readonly cookie: string,
    private readonly options: { again?: boolean } = {},
  ) {}

  start(clients: number): void {
    this.running = Array.from({ length: clients }, (_, n) => this.client(COLLEGES[n % COLLEGES.length]!));
  }

  /** No new requests; ends when those under way are over. */
  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.running);
  }

  /** Compares the promises with what is stored: in the server's history, or in the PostgreSQL of an address. */
  async compare(url?: string): Promise<{ promised: number; lost: number; doubled: number }> {
    const times = await storedTimes(this.server.env, url ?? (await this.server.databaseUrl()), ['ActionSubmitted']);
    const promised = this.oracle.read();
    const lost = promised.filter((id) => !times.has(`ActionSubmitted action-${id}`)).length;
    return { promised: promised.length, lost, doubled: [...times.values()].filter((count) => count > 1).length };
  }

  private async client(collegeId: string): Promise<void> {
    while (!this.stopped) {
      const id = randomUUID();
      let status = await this.send(id, collegeId);
      while (status !== 201 && status !== 200 && this.options.again && !this.stopped) {
        await pause(50);
        status = await this.send(id, collegeId);
      }
      if (status !== 201 && status !== 200) await pause(20);
      else this.oracle.write(id);
      if (status === 201 || status === 200) this.acknowledged += 1;
    }
  }

  private async send(id: string, collegeId: string): Promise<number> {
    const started = performance.now();
    const status = await fetch(`${this.server.url}/api/actions/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', cookie: this.cookie },
      body: JSON.stringify(claimOf(collegeId)),
      signal: AbortSignal.timeout(ANSWER_MS),
    }).then(
      async (answer) => {
        await answer.arrayBuffer();
        this.statuses.set(answer.status, (this.statuses.get(answer.status) ?? 0) + 1);
        return answer.status;
      },
      () => {
        this.unanswered += 1;
        return 0;
      },
    );
    this.slowest = Math.max(this.slowest, performance.now() - started);
    return status;
  }
}
