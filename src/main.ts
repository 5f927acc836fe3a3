import 'reflect-metadata';
import { mkdirSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FirstOrganiser } from './accounts/first-organiser.js';
import { AppModule, schemaParts } from './app.module.js';
import { Clock, SystemClock } from './config/clock.js';
import { helpText, lanAddress, readCommandLine } from './config/command-line.js';
import { clockOf } from './config/demo-clock.js';
import { BadSetting, type Environment, unusedLine } from './config/environment.js';
import { migrate } from './database/migrate.js';
import { startEmbeddedPostgres } from './embedded/embedded-postgres.js';
import { openEventStore } from './event-store/event-store.module.js';
import type { EventStore } from './event-store/event-store.js';
import { BODY_LIMIT, installEdge } from './http/edge.js';
import { ServerLog } from './http/log/server-log.js';
import { sendProblem, toProblem } from './http/problem.filter.js';
import { forgetServer, noteServer } from './server-note.js';

export interface AppOptions {
  environment: Environment;
  databaseUrl: string;
  adminUrl: string;
  clock?: Clock;
  /** Absent = the store the environment names. */
  store?: EventStore;
  /** Modules beside the server's own. */
  more?: readonly DynamicModule[];
}

/** The whole server on a migrated database, ready to listen. `close()` ends it and all it opened. */
export async function createApp({
  environment,
  databaseUrl,
  adminUrl,
  clock = new SystemClock(),
  store,
  more = [],
}: AppOptions): Promise<NestFastifyApplication> {
  const log = new ServerLog(environment.LOG_LEVEL);
  await migrate(adminUrl, databaseUrl, schemaParts);
  const history =
    store ?? (await openEventStore({ eventStoreUrl: environment.EVENTSTORE_URL, databaseUrl, adminUrl, log }));
  const { TRUST_PROXY: proxy } = environment;
  const adapter = new FastifyAdapter({
    trustProxy: typeof proxy === 'number' ? (_address: string, hop: number) => hop < proxy : (proxy ?? false),
    bodyLimit: BODY_LIMIT,
    requestTimeout: 15_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(toProblem(error), request, reply),
    routerOptions: { maxParamLength: 200 },
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 1_000 },
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.with({ environment, clock, store: history, databaseUrl, more }),
    adapter,
    {
      logger: log,
      abortOnError: false,
    },
  );
  await installEdge(app);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

async function databaseOf(environment: Environment, log: ServerLog) {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = environment;
  if (url) return { appUrl: url, adminUrl: adminUrl ?? url, stop: () => Promise.resolve() };
  return startEmbeddedPostgres({ dataDir: environment.DATA_DIR, log });
}

async function main(): Promise<void> {
  const { help, environment } = readCommandLine(process.argv.slice(2), process.env);
  if (help) return void process.stdout.write(`${helpText()}\n`);
  mkdirSync(environment.DATA_DIR, { recursive: true });
  const log = new ServerLog(environment.LOG_LEVEL);
  const unused = unusedLine(environment);
  if (unused) process.stderr.write(`${unused}\n`);
  const database = await databaseOf(environment, log);
  const app = await createApp({
    environment,
    databaseUrl: database.appUrl,
    adminUrl: database.adminUrl,
    clock: clockOf(environment),
  }).catch(async (error: unknown) => {
    await database.stop();
    throw error;
  });
  const stop = async () => {
    await app.close();
    forgetServer(environment.DATA_DIR);
    await database.stop();
  };
  stopOnSignal(stop, log);
  await listen(app, environment).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  const port = (app.getHttpServer().address() as { port: number }).port;
  const host =
    environment.HOST === '0.0.0.0' || environment.HOST === '::' ? (lanAddress() ?? '127.0.0.1') : environment.HOST;
  const url = environment.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  noteServer(environment.DATA_DIR, url, app.get(Clock).now());
  process.stdout.write(`Qorzhyn ${url}\n`);
  const token = await app.get(FirstOrganiser).token(randomUUID());
  if (token) process.stdout.write(`First organiser, once: ${new URL(`/invite/${token}`, url).href}\n`);
}

const LISTEN_REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop the program that listens there, or set PORT to another number (0 = any free one)',
  EACCES: 'may not be used by this account: set PORT to a number above 1023',
  EADDRNOTAVAIL: 'is no address of this machine: set HOST to one that is, such as 127.0.0.1 or 0.0.0.0',
};

async function listen(app: NestFastifyApplication, { PORT, HOST }: Environment): Promise<void> {
  await app.listen(PORT, HOST).catch((error: NodeJS.ErrnoException) => {
    const remedy = LISTEN_REMEDIES[error.code ?? ''];
    throw remedy ? new BadSetting(`Port ${PORT} on ${HOST} ${remedy}.`) : error;
  });
}

const STOP_LIMIT_MS = 10_000;

function stopOnSignal(stop: () => Promise<void>, log: ServerLog): void {
  let isStopping = false;
  const onSignal = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(
      `${error instanceof BadSetting || process.env.LOG_LEVEL !== 'debug' ? String((error as Error).message) : String((error as Error).stack)}\n`,
    );
    process.exit(2);
  });
}
