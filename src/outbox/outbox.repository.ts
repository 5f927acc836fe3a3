import { EventEmitter } from 'node:events';
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '../config/clock.js';
import { AppConfig } from '../config/environment.js';
import { openSecret, sealSecret } from '../vault/sealed-secret.js';
import type { Enqueued, NewOutboxItem, OutboxItem } from './outbox.js';

const DAY_MS = 86_400_000;
const LIFE_MS = 3 * DAY_MS;
/** Keys of delivered items stay longer than anything may be enqueued again. */
const DONE_KEPT_MS = 14 * DAY_MS;
const DEAD_KEPT_MS = 30 * DAY_MS;
/** A process that died in a delivery releases its items after this time. */
const CLAIM_MS = 90_000;
const MOST_WAITING = { account: 200, all: 50_000 };

export interface ClaimedItem extends OutboxItem {
  claim: string;
  attempts: number;
}

export interface DeadLetter {
  id: string;
  channel: string;
  topic: string;
  accountId: string;
  attempts: number;
  createdAt: Date;
  endedAt: Date;
  error: string | null;
}

export interface OutboxCounts {
  channel: string;
  waiting: number;
  dead: number;
  /** Creation of the oldest item that waits. */
  oldest: Date | null;
}

interface Row {
  id: string;
  dedup_key: string;
  channel: string;
  topic: string;
  account_id: string;
  body: Buffer;
  attempts: number;
  created_at: Date;
}

/** Messages for people that wait for their delivery. Bodies are sealed when QORZHYN_FACTOR_KEY is set, and deleted after delivery. */
@Injectable()
export class Outbox {
  private readonly arrivals = new EventEmitter<{ item: [] }>();

  constructor(
    private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Calls the listener when this process enqueued an item. */
  onArrival(listener: () => void): void {
    this.arrivals.on('item', listener);
  }

  /** Says that items were stored, after the transaction of {@link enqueue}. */
  announce(): void {
    this.arrivals.emit('item');
  }

  /** Stores an item once for each key. A full outbox takes none. `rows` = a transaction; its caller announces the items. */
  async enqueue(
    { dedupKey, channel, topic, accountId, body, expiresAt }: NewOutboxItem,
    rows?: Pick<EntityManager, 'query'>,
  ): Promise<Enqueued> {
    const now = this.clock.now();
    const id = randomUUID();
    const sealed = this.seal(id, body);
    const expires = expiresAt ?? new Date(now.getTime() + LIFE_MS);
    const [row] = await (rows ?? this.database).query<{ known: boolean; gone: boolean; stored: boolean }[]>(
      `WITH stored AS (
         INSERT INTO outbox (id, dedup_key, channel, topic, account_id, body, due_at, expires_at, created_at)
         SELECT $1, $2, $3, $4, a.id, $6, $7, $8, $7 FROM accounts a WHERE a.id = $5
           AND (SELECT count(*) FROM outbox WHERE account_id = $5 AND state = 'waiting') < ${MOST_WAITING.account}
           AND (SELECT count(*) FROM (SELECT 1 FROM outbox WHERE state = 'waiting' LIMIT ${MOST_WAITING.all}) w) < ${MOST_WAITING.all}
         ON CONFLICT (dedup_key) DO NOTHING RETURNING id)
       SELECT EXISTS (SELECT 1 FROM stored) AS stored,
         EXISTS (SELECT 1 FROM outbox WHERE dedup_key = $2) AS known,
         NOT EXISTS (SELECT 1 FROM accounts WHERE id = $5) AS gone`,
      [id, dedupKey, channel, topic, accountId, sealed, now, expires],
    );
    if (row?.stored) {
      if (!rows) this.announce();
      return 'queued';
    }
    if (row?.known) return 'known';
    return row?.gone ? 'gone' : 'full';
  }

  /** Takes due items for this process, oldest first. Several processes never hold the same item at a time. */
  async claim(channel: string, most: number): Promise<ClaimedItem[]> {
    const now = this.clock.now();
    await this.expire(channel, now);
    const claim = randomUUID();
    const [rows] = await this.database.query<[Row[], number]>(
      `UPDATE outbox SET claim = $2, due_at = $3 WHERE id IN (
         SELECT id FROM outbox WHERE state = 'waiting' AND channel = $1 AND due_at <= $4
         ORDER BY due_at, id LIMIT $5 FOR UPDATE SKIP LOCKED)
       RETURNING id, dedup_key, topic, account_id, body, attempts, created_at`,
      [channel, claim, new Date(now.getTime() + CLAIM_MS), now, most],
    );
    return rows
      .toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime())
      .map((row) => ({ ...this.itemOf(row), claim, attempts: row.attempts }));
  }

  /** Deletes the body of a delivered item; its key stays. */
  delivered({ id, claim }: ClaimedItem): Promise<void> {
    return this.end(id, claim, 'done', null);
  }

  /** Gives an item up; operators see it. */
  dead({ id, claim }: ClaimedItem, error: string): Promise<void> {
    return this.end(id, claim, 'dead', error);
  }

  /** Returns an item after an attempt that failed. */
  async retryLater({ id, claim }: ClaimedItem, attempts: number, ms: number, error: string): Promise<void> {
    await this.database.query(
      'UPDATE outbox SET claim = NULL, attempts = $3, due_at = $4, error = $5 WHERE id = $1 AND claim = $2',
      [id, claim, attempts, new Date(this.clock.now().getTime() + ms), error],
    );
  }

  /** Returns items whose delivery was not attempted. */
  async release(items: readonly ClaimedItem[]): Promise<void> {
    for (const { id, claim } of items)
      await this.database.query('UPDATE outbox SET claim = NULL, due_at = $3 WHERE id = $1 AND claim = $2', [
        id,
        claim,
        this.clock.now(),
      ]);
  }

  /** Removes items of these topics that wait, such as mails to an address that is no longer the person's. */
  async withdraw(accountId: string, channel: string, topics: readonly string[]): Promise<void> {
    await this.database.query(
      "DELETE FROM outbox WHERE account_id = $1 AND channel = $2 AND topic = ANY ($3::text[]) AND state = 'waiting'",
      [accountId, channel, topics],
    );
  }

  counts(): Promise<OutboxCounts[]> {
    return this.database.query<OutboxCounts[]>(
      `SELECT channel, count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'dead')::int AS dead,
         min(created_at) FILTER (WHERE state = 'waiting') AS oldest
       FROM outbox WHERE state <> 'done' GROUP BY channel ORDER BY channel`,
    );
  }

  async deadLetters({ limit, offset }: { limit: number; offset: number }) {
    const items = await this.database.query<DeadLetter[]>(
      `SELECT id, channel, topic, account_id AS "accountId", attempts, created_at AS "createdAt", ended_at AS "endedAt", error
       FROM outbox WHERE state = 'dead' ORDER BY ended_at DESC, id LIMIT $1 OFFSET $2`,
      [limit, offset],
    );
    const [row] = await this.database.query<{ total: number }[]>(
      "SELECT count(*)::int AS total FROM outbox WHERE state = 'dead'",
    );
    return { items, total: row?.total ?? 0 };
  }

  /** Lets dead items wait again, all or one, with a new life. */
  async revive(id: string | null): Promise<number> {
    const now = this.clock.now();
    const [, revived] = await this.database.query<[unknown, number]>(
      `UPDATE outbox SET state = 'waiting', attempts = 0, claim = NULL, due_at = $2, expires_at = $3, ended_at = NULL
       WHERE state = 'dead' AND body IS NOT NULL AND ($1::uuid IS NULL OR id = $1)`,
      [id, now, new Date(now.getTime() + LIFE_MS)],
    );
    if (revived > 0) this.announce();
    return revived;
  }

  /** Deletes keys of delivered items, and dead ones, when nobody needs them any more. */
  async purge(): Promise<void> {
    const now = this.clock.now().getTime();
    await this.database.query(
      "DELETE FROM outbox WHERE (state = 'done' AND ended_at < $1) OR (state = 'dead' AND ended_at < $2)",
      [new Date(now - DONE_KEPT_MS), new Date(now - DEAD_KEPT_MS)],
    );
  }

  private async expire(channel: string, now: Date): Promise<void> {
    await this.database.query(
      `UPDATE outbox SET state = 'dead', ended_at = $2, claim = NULL, error = coalesce(error || ', ', '') || 'expired'
       WHERE state = 'waiting' AND channel = $1 AND expires_at <= $2 AND due_at <= $2`,
      [channel, now],
    );
  }

  /** Only the claim may end an item: another process has it after a claim that ran out. */
  private async end(id: string, claim: string, state: 'done' | 'dead', error: string | null): Promise<void> {
    await this.database.query(
      `UPDATE outbox SET state = $3, ended_at = $4, error = coalesce($5, error), claim = NULL,
         body = CASE WHEN $3 = 'done' THEN NULL ELSE body END WHERE id = $1 AND claim = $2`,
      [id, claim, state, this.clock.now(), error],
    );
  }

  private seal(id: string, body: object): Buffer {
    return sealSecret(Buffer.from(JSON.stringify(body)), this.config.QORZHYN_FACTOR_KEY, `outbox ${id}`);
  }

  private itemOf({
    id,
    dedup_key: dedupKey,
    topic,
    account_id: accountId,
    created_at: createdAt,
    body,
  }: Row): OutboxItem {
    const open = () => openSecret(body, this.config.QORZHYN_FACTOR_KEY, `outbox ${id}`).toString();
    return { id, dedupKey, topic, accountId, createdAt, body: readable(open) };
  }
}

/** Null for a body that another key sealed: the channel refuses it, and the rest goes out. */
function readable(open: () => string): unknown {
  try {
    return JSON.parse(open());
  } catch {
    return null;
  }
}
