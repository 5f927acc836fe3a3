import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { claimOf, COLLEGES, cookieOf, KINDS } from '../support/world.js';

const ANSWER_MS = 5_000;

/** Positions of PostgreSQL are numbers; those of EventStoreDB begin with the number of a commit. */
const orderOf = (position: string) => BigInt(position.split('-')[0]!);

/** Clients that submit and approve actions, and retry until acknowledged; each action is one point of its college. */
export class DecidingLoad {
  readonly approved: string[] = [];
  /** The position of the last answer. */
  position = '0';
  private isStopped = false;
  private running: Promise<void>[] = [];

  private constructor(
    private readonly url: () => string,
    private readonly organiser: string,
    private readonly reviewer: string,
  ) {}

  /** `url` = where requests go now. */
  static async open(url: () => string): Promise<DecidingLoad> {
    return new DecidingLoad(url, await cookieOf(url(), 'organiser'), await cookieOf(url(), 'reviewer-0'));
  }

  start(clients: number): void {
    this.running = Array.from({ length: clients }, (_, n) => this.client(COLLEGES[n % COLLEGES.length]!));
  }

  /** No new ones; ends when those under way are acknowledged. */
  async stop(): Promise<void> {
    this.isStopped = true;
    await Promise.all(this.running);
  }

  private async client(collegeId: string): Promise<void> {
    while (!this.isStopped) await this.one(collegeId);
  }

  /** One action, submitted and approved. */
  async one(collegeId: string = COLLEGES[0]): Promise<void> {
    const id = randomUUID();
    const verified = { verified: { beneficiaries: 1 } };
    // By turns, for a rulebook counts no more than a thousand of a kind and day.
    const kind = KINDS[this.approved.length % KINDS.length]!;
    await this.send('PUT', `/api/actions/${id}`, { ...claimOf(collegeId), kind }, this.organiser, null);
    await this.send('POST', `/api/actions/${id}/approve`, verified, this.reviewer, randomUUID());
    this.approved.push(id);
  }

  private async send(method: string, path: string, body: object, cookie: string, key: string | null): Promise<void> {
    const headers = { 'content-type': 'application/json', cookie, ...(key === null ? {} : { 'idempotency-key': key }) };
    for (;;) {
      const answer = await fetch(this.url() + path, {
        method,
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_MS),
      })
        .then(async (got) => ({ ok: got.ok, status: got.status, text: await got.text() }))
        .catch(() => null);
      if (answer?.ok) {
        const { position } = JSON.parse(answer.text) as { position: string | null };
        if (position !== null && orderOf(position) > orderOf(this.position)) this.position = position;
        return;
      }
      if (answer && answer.status !== 503) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      await pause(50);
    }
  }
}
