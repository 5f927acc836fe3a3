import { Injectable, type LoggerService } from '@nestjs/common';
import { destination as openFile, pino, type Logger } from 'pino';
import { maskSecrets } from './secret-mask.js';
import { logLinesLost } from './metrics.js';
import { JoinedLines } from './joined-lines.js';

/** What Nest says of its own assembly. */
const wiring = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'WebSocketsController',
  'NestApplication',
]);

let writtenAt = 0;
let written = '';

/** Under load many lines are of one millisecond. */
function isoTime(): string {
  const now = Date.now();
  if (now !== writtenAt) [writtenAt, written] = [now, `,"time":"${new Date(now).toISOString()}"`];
  return written;
}

/** Whoever takes the lines may stall: so much waits for it, bytes, and what comes then is lost and counted. */
const MOST_WAITING = 16_777_216;

/** A file, by its number or name, to which lines are written in the background. */
export function boundedOutput(dest: number | string): ReturnType<typeof openFile> {
  const output = openFile({ dest, sync: false, maxLength: MOST_WAITING });
  return output.on('drop', (lines: string) => logLinesLost.inc(lines.split('\n').length - 1));
}

let standardOutput: JoinedLines | null = null;

/** Standard output, shared by all logs of the process; what still waits is written when the process ends. */
function sharedOutput(): JoinedLines {
  if (standardOutput) return standardOutput;
  standardOutput = new JoinedLines(boundedOutput(1));
  // Before the output itself hears of the end.
  process.prependListener('beforeExit', writeLogOut);
  process.prependListener('exit', writeLogOut);
  return standardOutput;
}

/** Writes what still waits, so that what is said next is the last line. */
export function writeLogOut(): void {
  standardOutput?.flushSync();
}

/** Structured logs, one JSON object a line, on standard output. Bodies, cookies and query strings are never logged. */
@Injectable()
export class ServerLog implements LoggerService {
  private readonly logger: Logger;

  constructor(level: string, destination?: { write(line: string): void }) {
    const options = {
      level,
      base: undefined,
      timestamp: isoTime,
      hooks: { streamWrite: maskSecrets },
    };
    this.logger = pino(options, destination ?? sharedOutput());
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
    this.logger.flush();
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
    this.logger.flush();
  }

  fatal(message: unknown, stack?: string): void {
    this.logger.fatal({ stack }, message instanceof Error ? message.message : String(message));
    this.logger.flush();
  }

  /** A fault that ended a request; the caller only hears the code and the correlation id. */
  fault(code: string, cause: unknown, correlationId?: string): void {
    const err =
      cause instanceof Error ? { name: cause.name, message: cause.message, stack: cause.stack } : String(cause);
    this.logger.error({ code, err, correlationId }, `request failed: ${code}`);
    this.logger.flush();
  }
}
