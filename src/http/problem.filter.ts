import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Blocker, DomainError } from '../event-store/domain-error.js';
import { StoreUnavailable } from '../event-store/event-store.js';
import { ServerLog } from '../observability/server-log.js';
import { isDatabaseGone } from '../postgres/database-errors.js';
import { type Language, languageOf, pageLanguageOf } from './language.js';
import { messageOf } from './messages/catalogue.js';
import { refusalsTotal } from '../observability/metrics.js';
import { themed } from './theme.js';
import { type FieldError, formerCodes, Problem, problemOf } from './problem.js';

export interface RefusalPage {
  status: number;
  /** The message of the refusal in `language`. */
  sentence: string;
  language: Language;
  /** Path and query of the refused request. */
  url: string;
  /** False for a form, which no link can send again. */
  isRepeatable: boolean;
  retryAfterSeconds?: number | undefined;
}

/** Renders a refusal as HTML; the app module binds it, because pages are above this folder. */
export abstract class ProblemPage {
  abstract render(refusal: RefusalPage): string;
}

const codeOfStatus: Readonly<Record<number, string>> = {
  404: 'ROUTE_NOT_FOUND',
  405: 'METHOD',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  503: 'STORE_UNAVAILABLE',
};

/** Every refusal and every fault leaves the server as problem+json (RFC 9457), in the reader's language, without its inner workings. */
@Injectable()
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly log: ServerLog,
    private readonly page: ProblemPage,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const problem = toProblem(error);
    const request = host.switchToHttp().getRequest<FailedRequest>();
    if (problem.status >= 500) this.log.fault(problem.code, problem.options.cause ?? error, request.correlationId);
    sendProblem(problem, request, host.switchToHttp().getResponse(), this.page);
  }
}

type FailedRequest = FastifyRequest & { correlationId?: string };

export function sendProblem(problem: Problem, request: FailedRequest, reply: FastifyReply, page: ProblemPage): void {
  const { status, code, options } = problem;
  const { retryAfterSeconds, errors, params, blockers } = options;
  const correlationId = request.correlationId ?? '';
  refusalsTotal.inc({ code });
  const isPage = isPersonAtPage(request);
  const language = isPage ? pageLanguageOf(request) : languageOf(request);
  if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
  const title = messageOf(code, language, { correlationId, ...params });
  void reply
    .status(status)
    .header('content-language', language)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept, Accept-Language, Cookie');
  if (isPage) {
    const isRepeatable = request.method === 'GET';
    const html = page.render({ status, sentence: title, language, url: request.url, isRepeatable, retryAfterSeconds });
    const shown = themed(html, request.headers.cookie);
    return void reply.header('content-type', 'text/html; charset=utf-8').send(shown);
  }
  void reply.header('content-type', 'application/problem+json; charset=utf-8').send({
    type: `urn:qorzhyn:problem:${code}`,
    title,
    status,
    code,
    ...(formerCodes[code] ? { formerCode: formerCodes[code] } : {}),
    correlationId,
    ...(params ? { params } : {}),
    ...(blockers ? { blockers: blockers.map(worded) } : {}),
    ...(errors ? { errors: errors.map((error) => localised(error, language, title)) } : {}),
  });
}

const wholeRequest = { kk: 'сұрау', ru: 'запрос', en: 'request' };

const worded = (blocker: Blocker) => {
  const words = (language: Language) =>
    messageOf(blocker.wayOut, language, blocker.until ? { until: blocker.until } : {});
  return { ...blocker, words: { kk: words('kk'), ru: words('ru'), en: words('en') } };
};

function localised({ path, code, message, validation }: FieldError, language: Language, title: string) {
  const field = path || wholeRequest[language];
  const translated = validation && messageOf(validation.key, language, { ...validation.params, field });
  return { path, code, message: message || translated || title };
}

export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return problemOf(error);
  if (error instanceof StoreUnavailable || isDatabaseGone(error))
    return new Problem(503, 'STORE_UNAVAILABLE', { retryAfterSeconds: 2, cause: error });
  const status =
    error instanceof HttpException ? error.getStatus() : (error as { statusCode?: unknown } | null)?.statusCode;
  if (typeof status !== 'number' || status < 400 || status > 599 || status === 500)
    return new Problem(500, 'INTERNAL', { cause: error });
  return new Problem(status, codeOfStatus[status] ?? (status < 500 ? 'MALFORMED' : 'INTERNAL'), {
    cause: error,
    ...(status === 503 ? { retryAfterSeconds: 2 } : {}),
  });
}

/** True for a browser that opens an address or sends a form; programs ask under /api or accept any type. */
const isPersonAtPage = ({ method, url, headers }: FastifyRequest): boolean =>
  (method === 'GET' || method === 'POST') &&
  !url.startsWith('/api') &&
  String(headers.accept ?? '').includes('text/html');
