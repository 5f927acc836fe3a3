import { Injectable, type LoggerService } from '@nestjs/common';
import { destination as openFile, pino, stdSerializers, stdTimeFunctions, type Logger } from 'pino';
import { logLinesLost } from './metrics.js';
import { maskSecrets } from './secret-mask.js';

/** Contexts in which Nest reports its own assembly. */
const WIRING = /^(NestFactory|InstanceLoader|RoutesResolver|RouterExplorer|WebSocketsController|NestApplication)$/;

/** Bytes that wait for a reader that stalls; further lines are lost and counted. */
const MAX_WAITING = 16_777_216;
/** Lines are written by the block, at the latest after this time. */
const BLOCK_BYTES = 4_096;
const FLUSH_MS = 100;

/** A file, by its number or name, to which lines are written in the background. */
export function boundedOutput(dest: number | string): ReturnType<typeof openFile> {
  const output = openFile({
    dest,
    sync: false,
    maxLength: MAX_WAITING,
    minLength: BLOCK_BYTES,
    periodicFlush: FLUSH_MS,
  });
  return output.on('drop', (lines: string) => logLinesLost.inc(lines.split('\n').length - 1));
}

let standardOutput: ReturnType<typeof openFile> | null = null;

/** Standard output, shared by all logs of the process; waiting lines are written when the process ends. */
function sharedOutput(): ReturnType<typeof openFile> {
  if (standardOutput) return standardOutput;
  standardOutput = boundedOutput(1);
  // Listeners of the output itself run after these.
  process.prependListener('beforeExit', writeLogOut);
  process.prependListener('exit', writeLogOut);
  return standardOutput;
}

/** Writes the waiting lines, so that what is printed next is the last line. */
export function writeLogOut(): void {
  standardOutput?.flushSync();
}

/** Structured logs: one JSON object a line on standard output. Bodies, cookies and query strings are never logged. */
@Injectable()
export class ServerLog implements LoggerService {
  private readonly logger: Logger;

  constructor(
    level: string,
    private readonly output: { write(line: string): void; flush?(): void } = sharedOutput(),
  ) {
    const options = {
      level,
      base: undefined,
      timestamp: stdTimeFunctions.isoTime,
      hooks: { streamWrite: maskSecrets },
      serializers: { err: plainError },
    };
    this.logger = pino(options, output);
  }

  /** `more` holds fields as objects and, as its last text, the context that Nest's Logger adds. */
  log(message: unknown, ...more: unknown[]): void {
    const fields = fieldsOf(more);
    this.logger[WIRING.test(String(fields.context)) ? 'debug' : 'info'](fields, String(message));
  }

  info(fields: object, message: string): void {
    this.logger.info(fields, message);
  }

  warn(message: unknown, ...more: unknown[]): void {
    this.logger.warn(fieldsOf(more), String(message));
    this.output.flush?.();
  }

  debug(message: unknown, ...more: unknown[]): void {
    this.logger.debug(fieldsOf(more), String(message));
  }

  verbose(message: unknown, ...more: unknown[]): void {
    this.logger.trace(fieldsOf(more), String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    if (message instanceof Error) this.logger.error({ context: context ?? stack, err: message }, message.message);
    else this.logger.error({ context, stack }, String(message));
    this.output.flush?.();
  }

  fatal(message: unknown, stack?: string): void {
    this.logger.fatal({ stack }, message instanceof Error ? message.message : String(message));
    this.output.flush?.();
  }

  /** An error that ended a request; the client receives the code and the correlation id only. */
  fault(code: string, cause: unknown, correlationId?: string): void {
    const err =
      cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : String(cause);
    this.logger.error({ code, err, correlationId }, 'request failed');
    this.output.flush?.();
  }
}

/** Other fields of an error may hold what people wrote, such as the parameters of a failed query. */
function plainError(error: Error): object {
  if (!(error instanceof Error)) return error;
  const { type, message, stack } = stdSerializers.err(error);
  return { type, message, stack };
}

function fieldsOf(more: readonly unknown[]): { context?: unknown } {
  const context = more.findLast((one) => typeof one === 'string');
  return Object.assign({ context }, ...more.filter((one) => typeof one === 'object')) as { context?: unknown };
}
