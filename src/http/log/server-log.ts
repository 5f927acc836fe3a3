import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable, type LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

const current = new AsyncLocalStorage<{ correlationId: string }>();

/** Runs what belongs to one request, so that its log lines carry the correlation id. */
export const withCorrelation = <Result>(correlationId: string, work: () => Result): Result =>
  current.run({ correlationId }, work);

export const currentCorrelationId = (): string | undefined => current.getStore()?.correlationId;

/** What Nest says of its own assembly. */
const wiring = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
  'NestApplication',
]);

/** Structured logs, one JSON object a line, on standard output. Bodies, cookies and query strings are never logged. */
@Injectable()
export class ServerLog implements LoggerService {
  private readonly logger: Logger;

  constructor(level: string, destination?: { write(line: string): void }) {
    const options = {
      level,
      base: undefined,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => current.getStore() ?? {},
    };
    this.logger = destination ? pino(options, destination) : pino(options);
  }

  log(message: unknown, context?: string): void {
    const isWiring = context !== undefined && wiring.has(context);
    this.logger[isWiring ? 'debug' : 'info']({ context }, String(message));
  }

  info(fields: object, message: string): void {
    this.logger.info(fields, message);
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  debug(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  verbose(message: unknown, context?: string): void {
    this.logger.trace({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    if (message instanceof Error) this.logger.error({ context: context ?? stack, err: message }, message.message);
    else this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, stack?: string): void {
    this.logger.fatal({ stack }, message instanceof Error ? message.message : String(message));
  }

  /** A fault that ended a request; the caller only hears the code and the correlation id. */
  fault(code: string, cause: unknown): void {
    const err =
      cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : String(cause);
    this.logger.error({ code, err }, `request failed: ${code}`);
  }
}
