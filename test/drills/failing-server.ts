import { appendFileSync, existsSync } from 'node:fs';
import path from 'node:path';
import { type DynamicModule, Inject, Module, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { HashQueue } from '../../src/accounts/hash-queue.js';
import { EventStoreModule } from '../../src/event-store/event-store.module.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { Drain } from '../../src/http/drain.js';
import { ServerLog } from '../../src/observability/server-log.js';
import { main } from '../../src/main.js';
import { Outbox } from '../../src/outbox/outbox.repository.js';
import { PostgresLease } from '../../src/projector/postgres/postgres-lease.js';
import { ProjectorModule } from '../../src/projector/projector.module.js';
import { type Commit, ReadModel } from '../../src/projector/read-model.js';
import { NOT_STORED } from '../support/server-process.js';

/**
 * A server with an injected fault. FAIL_AT names it; crashes happen once the file `fail` exists in the data folder.
 *
 * Crashes:
 * - after-append: an event is stored, nobody was acknowledged
 * - mid-projection: checkpoints are moved, no document is written
 * - before-checkpoint: all is written, nothing committed
 * - after-checkpoint: committed, no screen was notified
 * - torn: documents are committed without their checkpoint, which the product never does
 * - no-fence: writes without a check of lease and checkpoint
 * - count-commits: no crash
 *
 * Protections removed from the start:
 * - early: acknowledges a submission half a second before it stores it
 * - patient: waits for PostgreSQL for ever
 * - no-drain: keeps connections open while it stops
 * - every-hash: hashes every password at once
 * - mail-once: marks a mail as sent before it is sent
 * - frank: logs requests with headers, address and body
 */
const point = process.env['FAIL_AT'] ?? '';
const folder = process.env['DATA_DIR'] ?? '';
export const COMMITS_FILE = 'commits';
const EARLY_MS = 500;

const isArmed = () => existsSync(path.join(folder, 'fail'));
const dieAt = (here: string) => {
  if (here === point && isArmed()) process.kill(process.pid, 'SIGKILL');
};

@Module({ imports: [EventStoreModule, ProjectorModule] })
class Failing implements OnModuleInit {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(ReadModel) private readonly model: ReadModel,
    @Inject(DataSource) private readonly source: DataSource,
    private readonly log: ServerLog,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const append = this.store.append.bind(this.store);
    this.store.append = async (...given) => {
      const appended = await append(...given);
      dieAt('after-append');
      return appended;
    };
    const commit = this.model.commit.bind(this.model);
    this.model.commit = async (commits, lease) => {
      const begun = Date.now();
      if (lease && point === 'torn' && isArmed()) {
        await commit(
          commits.map((one) => ({ ...one, to: one.from! })),
          lease,
        );
        dieAt('torn');
      }
      if (lease && point === 'no-fence') await commit(await this.unlooked(commits));
      else await commit(commits, lease);
      if (lease) appendFileSync(path.join(folder, COMMITS_FILE), `${begun} ${Date.now()} ${lease.epoch}\n`);
      if (lease) dieAt('after-checkpoint');
    };
    this.dieInTransactions();
    if (point === 'early') this.answerEarly();
    if (point === 'frank') this.logWhole();
  }

  private logWhole(): void {
    const fastify = this.host.httpAdapter.getInstance() as FastifyInstance;
    fastify.addHook('preHandler', async ({ url, headers, body }) => this.log.info({ url, headers, body }, 'request'));
  }

  private answerEarly(): void {
    const append = this.store.append.bind(this.store);
    const notKept = (error: Error) => void process.stderr.write(`${NOT_STORED}: ${error.message}\n`);
    this.store.append = async (stream, expected, events) => {
      if (!stream.startsWith('action-')) return append(stream, expected, events);
      setTimeout(() => void append(stream, expected, events).catch(notKept), EARLY_MS);
      const last = (await this.store.head()) ?? '0';
      return { revision: (expected === 'no-stream' ? -1 : expected) + events.length, position: last };
    };
  }

  /** Built on whatever is there, as if nobody else could have written it. */
  private async unlooked(commits: readonly Commit[]): Promise<Commit[]> {
    const live = new Map((await this.model.generations()).map(({ projection, position }) => [projection, position]));
    return commits.map((one) => ({ ...one, from: live.get(one.projection) ?? null }));
  }

  private dieInTransactions(): void {
    type Work = (manager: { query(sql: string, ...rest: unknown[]): Promise<unknown> }) => Promise<unknown>;
    const transaction = this.source.transaction.bind(this.source) as (work: Work) => Promise<unknown>;
    this.source.transaction = ((...given: unknown[]) => {
      const work = given.pop() as Work;
      const failing: Work = async (manager) => {
        const query = manager.query.bind(manager);
        let isProjecting = false;
        manager.query = async (sql, ...rest) => {
          const rows = await query(sql, ...rest);
          const movesCheckpoints = sql.startsWith('WITH fence');
          if (movesCheckpoints) dieAt('mid-projection');
          isProjecting ||= movesCheckpoints;
          return rows;
        };
        const done = await work(manager);
        if (isProjecting) dieAt('before-checkpoint');
        return done;
      };
      return (transaction as (...all: unknown[]) => Promise<unknown>)(...given, failing);
    }) as typeof this.source.transaction;
  }
}

const { renew } = PostgresLease.prototype;
// A lease that was had once is thought to be had for ever.
if (point === 'no-fence')
  PostgresLease.prototype.renew = async function (lease) {
    await renew.call(this, lease);
    return true;
  };
if (point === 'patient') {
  const { connect } = Client.prototype;
  Client.prototype.connect = function (this: Client & { connectionParameters: object }, ...given: unknown[]) {
    Object.assign(this.connectionParameters, { statement_timeout: false, query_timeout: 0 });
    return (connect as (...all: unknown[]) => unknown).apply(this, given);
  } as typeof connect;
}
if (point === 'every-hash')
  Object.assign(HashQueue.prototype, { requireRoom: () => undefined, run: (work: () => unknown) => work() });
if (point === 'mail-once') {
  const { claim } = Outbox.prototype;
  Outbox.prototype.claim = async function (channel, most) {
    const items = await claim.call(this, channel, most);
    for (const item of items) await this.delivered(item);
    return items;
  };
}
if (point === 'no-drain') Drain.prototype.onModuleDestroy = () => undefined;
const more: DynamicModule = { module: Failing };
if (require.main === module)
  main([more]).catch((error: unknown) => {
    process.stderr.write(`${(error as Error).message}\n`);
    process.exit(2);
  });
