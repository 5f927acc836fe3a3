import 'reflect-metadata';
import { mkdir } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FirstOrganiser } from './accounts/first-organiser.js';
import { AppModule } from './app.module.js';
import { type Clock, clockOf, SystemClock } from './config/clock.js';
import { helpText, lanAddress, readCommandLine } from './config/command-line.js';
import { BadSetting, type Environment } from './config/environment.js';
import { reachDatabase } from './postgres/reach-database.js';
import { migrate } from './postgres/migrate.js';
import { serverSchema } from './postgres/migrations.js';
import { startEmbeddedPostgres } from './postgres/embedded/embedded-postgres.js';
import { openEventStore } from './event-store/event-store.module.js';
import { EventStore, StoreMisconfigured, StoreUnavailable } from './event-store/event-store.js';
import { BODY_LIMIT, installHttpPipeline, openResponse } from './http/http-pipeline.js';
import { ServerLog, writeLogOut } from './observability/server-log.js';
import { sendProblem, toProblem } from './http/problem.filter.js';
import { problemPage } from './pages/problem-page.js';
import { securityHeaders } from './http/security-headers.js';
import { SocketAdapter } from './http/socket-adapter.js';
import { removeServerFile, writeServerFile } from './config/server-file.js';
import { databaseError, listenError } from './config/startup-errors.js';
import { hideSecrets } from './observability/secret-mask.js';

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
  await migrate(adminUrl, databaseUrl, serverSchema);
  const history =
    store ?? (await openEventStore({ eventStoreUrl: environment.EVENTSTORE_URL, databaseUrl, adminUrl, log }));
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    // Nothing here is Express middleware.
    skipMiddie: true,
    // For uploads over weak networks; other bodies have a deadline of their own.
    requestTimeout: 600_000,
    keepAliveTimeout: 30_000,
    forceCloseConnections: true,
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      openResponse(request, reply, securityHeaders(environment));
      sendProblem(toProblem(error), request, reply, problemPage);
    },
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
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
  app.useWebSocketAdapter(new SocketAdapter(app));
  await installHttpPipeline(app);
  await app.init();
  await adapter.getInstance().ready();
  return app;
}

async function databaseOf(environment: Environment, log: ServerLog) {
  const { DATABASE_URL: url, DATABASE_ADMIN_URL: adminUrl } = environment;
  if (url) {
    const { close: stop, ...urls } = await reachDatabase(url, adminUrl ?? url, log);
    return { ...urls, stop };
  }
  return startEmbeddedPostgres({ dataDir: environment.DATA_DIR, log });
}

/** The server as a process: settings from command line and environment, until a signal ends it. */
export async function main(more: readonly DynamicModule[] = []): Promise<void> {
  hideSecrets(process.env, process.argv);
  const { help, environment } = readCommandLine(process.argv.slice(2), process.env);
  if (help) return void process.stdout.write(`${helpText()}\n`);
  await mkdir(environment.DATA_DIR, { recursive: true }).catch((error: Error) => {
    throw new BadSetting(`DATA_DIR cannot be used (${error.message}): name a folder that this account may make.`);
  });
  const log = new ServerLog(environment.LOG_LEVEL);
  const database = await databaseOf(environment, log);
  const app = await createApp({
    environment,
    databaseUrl: database.appUrl,
    adminUrl: database.adminUrl,
    clock: clockOf(environment),
    more,
  }).catch(async (error: unknown) => {
    await database.stop();
    throw environment.DATABASE_URL ? databaseError(error) : error;
  });
  const stop = async () => {
    // Calls that still wait for the history would keep the server from ending.
    const closeHistory = setTimeout(() => void app.get(EventStore).close(), HISTORY_LIMIT_MS);
    await app.close();
    clearTimeout(closeHistory);
    removeServerFile(environment.DATA_DIR);
    await database.stop();
  };
  stopOnSignal(stop, log);
  await app.listen(environment.PORT, environment.HOST).catch(async (error: unknown) => {
    await stop();
    throw listenError(error, environment.HOST, environment.PORT);
  });
  const port = (app.getHttpServer().address() as { port: number }).port;
  const host =
    environment.HOST === '0.0.0.0' || environment.HOST === '::' ? (lanAddress() ?? '127.0.0.1') : environment.HOST;
  const url = environment.PUBLIC_URL ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  writeServerFile(environment.DATA_DIR, url);
  process.stdout.write(`Qorzhyn ${url}\n`);
  const token = await firstOrganiserToken(app).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  if (!token) return;
  writeLogOut();
  // Blank lines set the one-time link apart from the log.
  process.stdout.write(`\n\nFirst organiser, once: ${new URL(`/invite/${token}`, url).href}\n\n\n`);
}

/** Waits for a history that does not answer yet, as after a power cut. Errors: StoreMisconfigured. */
async function firstOrganiserToken(app: NestFastifyApplication): Promise<string | null> {
  for (let isFirst = true; ; isFirst = false) {
    try {
      return await app.get(FirstOrganiser).token(randomUUID());
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || error instanceof StoreMisconfigured) throw error;
      if (isFirst)
        process.stderr.write(
          `The history does not answer (${error.message}): start its database (EVENTSTORE_URL or DATABASE_URL), the server continues by itself.\n`,
        );
      await pause(1_000);
    }
  }
}

const STOP_LIMIT_MS = 10_000;
const HISTORY_LIMIT_MS = 4_000;

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
    writeLogOut();
    process.stderr.write(
      `${error instanceof BadSetting || process.env.LOG_LEVEL !== 'debug' ? String((error as Error).message) : String((error as Error).stack)}\n`,
    );
    process.exit(2);
  });
}
