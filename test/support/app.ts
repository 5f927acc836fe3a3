import { CommandBus } from '@nestjs/cqrs';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AcceptInvitation } from '../../src/accounts/accept-invitation/accept-invitation.js';
import { InviteAccount } from '../../src/accounts/invite-account/invite-account.js';
import { requireOpen } from '../../src/accounts/account.js';
import { AccountDirectory } from '../../src/accounts/account-directory.js';
import { FirstOrganiser } from '../../src/accounts/first-organiser.js';
import { PostgresSessions } from '../../src/accounts/sessions.repository.js';
import { Clock } from '../../src/config/clock.js';
import { readEnvironment } from '../../src/config/environment.js';
import { EventStore, type StoredEvent } from '../../src/event-store/event-store.js';
import type { Role } from '../../src/events/values.js';
import { SESSION_COOKIE } from '../../src/http/access.js';
import { createApp } from '../../src/main.js';
import { startTestPostgres } from './postgres.js';

/** A clock that stands until it is moved. */
export class TestClock extends Clock {
  constructor(public time = new Date('2026-03-01T07:00:00.000Z')) {
    super();
  }

  override now(): Date {
    return new Date(this.time);
  }

  advance(ms: number): void {
    this.time = new Date(this.time.getTime() + ms);
  }
}

export interface Answer {
  status: number;
  headers: Headers;
  /** Parsed when it is JSON, else the text. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
}

export interface Asking {
  body?: unknown;
  cookie?: string;
  headers?: Record<string, string>;
}

export interface TestApp {
  url: string;
  dataDir: string;
  app: NestFastifyApplication;
  store: EventStore;
  clock: Clock;
  /** Session cookie of the first organiser, `name=value`. */
  adminCookie: string;
  adminId: string;
  /** A new account of a role, signed in. */
  signedIn(role: Role, collegeId?: string | null): Promise<{ accountId: string; cookie: string }>;
  /** One more session of an account. */
  cookieOf(accountId: string): Promise<string>;
  request(method: string, path: string, asking?: Asking): Promise<Answer>;
  /** Every event of the history, or of the streams with a prefix. */
  events(streamPrefix?: string): Promise<StoredEvent[]>;
  close(): Promise<void>;
}

class MoreModule {}

const BEHIND_REPEATS = 3;

async function ask(url: string, method: string, path: string, { body, cookie, headers = {} }: Asking = {}) {
  const answer = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, body: isJson && text !== '' ? JSON.parse(text) : text };
}

/** The whole server on a fresh database of the test PostgreSQL, listening on a free port of this machine. */
export async function startTestApp({
  controllers = [],
  clock = new TestClock(),
  env = {},
  store: given,
  via = async (appUrl) => appUrl,
}: {
  clock?: Clock;
  env?: Record<string, string>;
  /** Absent = PostgreSQL. */
  store?: EventStore;
  controllers?: Type[];
  via?: (appUrl: string, adminUrl: string) => Promise<string>;
} = {}): Promise<TestApp> {
  const postgres = await startTestPostgres();
  const { appUrl, adminUrl } = await postgres.createDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'qorzhyn-app-'));
  const environment = readEnvironment({
    DATA_DIR: dataDir,
    LOG_LEVEL: 'silent',
    QORZHYN_WRITES_PER_MINUTE: '100000',
    QORZHYN_READS_PER_MINUTE: '100000',
    // The clock of a test jumps by weeks.
    QORZHYN_CONFIRM_MINUTES: '525600',
    ...env,
  });
  const app = await createApp({
    environment,
    databaseUrl: await via(appUrl, adminUrl),
    adminUrl,
    clock,
    ...(given && { store: given }),
    more: [{ module: MoreModule, controllers }],
  });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as { port: number }).port}`;
  const store = app.get(EventStore);
  const sessions = app.get(PostgresSessions);
  const cookieOf = async (accountId: string) =>
    `${SESSION_COOKIE}=${await sessions.start(requireOpen(await app.get(AccountDirectory).find(accountId)))}`;

  const token = await app.get(FirstOrganiser).token(randomUUID());
  const { id: adminId } = await app
    .get(AcceptInvitation)
    .accept(token ?? '', { login: 'first-organiser', password: 'құпия сөз 2026' });

  return {
    url,
    dataDir: environment.DATA_DIR,
    app,
    store,
    clock,
    adminId,
    adminCookie: await cookieOf(adminId),
    cookieOf,
    async signedIn(role, collegeId = role === 'coordinator' ? 'test-college' : null) {
      const wish = { role, collegeId };
      const { accountId } = await app
        .get(CommandBus)
        .execute(new InviteAccount(wish, { actor: adminId, correlationId: randomUUID() }));
      return { accountId, cookie: await cookieOf(accountId) };
    },
    async request(method, path, asking) {
      let answer = await ask(url, method, path, asking);
      // A loaded machine can be behind for longer than the server waits, so a client repeats the request.
      for (let left = BEHIND_REPEATS; left > 0 && answer.body?.code === 'NOT_CAUGHT_UP'; left -= 1) {
        await pause(1_000);
        answer = await ask(url, method, path, asking);
      }
      return answer;
    },
    async events(streamPrefix) {
      const found: StoredEvent[] = [];
      for await (const event of store.readAll(streamPrefix ? { filter: { streamPrefixes: [streamPrefix] } } : {}))
        found.push(event);
      return found;
    },
    async close() {
      await app.close();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
