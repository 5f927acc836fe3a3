import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { DomainError } from '../event-store/domain-error.js';
import { KeyedMutex } from '../event-store/keyed-mutex.js';
import { type QorzhynRequest, requestHashOf } from '../http/access.js';
import { Problem } from '../http/problem.js';
import { type IdempotencyContext, IdempotentResponses } from './idempotency.repository.js';

/** A write whose response is not stored because it hands out a session. */
export const SkipIdempotency = Reflector.createDecorator<true>();

/** A controller whose first response must not always be sent again. */
export interface ReplaysItself {
  /** The response to a repeated request. */
  replay(first: unknown): Promise<unknown>;
}

const KEY_SHAPE = /^[\x21-\x7e]{1,200}$/;
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Executes a write once per Idempotency-Key; retries and concurrent duplicates get its stored response. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly mutex = new KeyedMutex();

  constructor(
    private readonly responses: IdempotentResponses,
    private readonly reflector: Reflector,
    private readonly modules: ModuleRef,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<FastifyRequest & QorzhynRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !WRITES.has(request.method) || this.reflector.get(SkipIdempotency, context.getHandler()))
      return next.handle();
    if (typeof key !== 'string' || !KEY_SHAPE.test(key)) throw new Problem(400, 'IDEMPOTENCY_KEY_INVALID');
    const keyed = { actor: request.viewer?.accountId ?? 'anonymous', key, requestHash: requestHashOf(request) };
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const controller = this.modules.get<Partial<ReplaysItself>>(context.getClass(), { strict: false });
    return from(this.mutex.run(`${keyed.actor} ${key}`, () => this.executeOnce(keyed, controller, reply, next)));
  }

  /** A refusal is not stored: the client may correct its request under the same key. */
  private async executeOnce(
    keyed: IdempotencyContext,
    controller: Partial<ReplaysItself>,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const stored = await this.responses.find(keyed);
    if (stored === 'other-request') throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
    if (stored) {
      void reply.status(stored.status).header('idempotency-replayed', 'true');
      const first = stored.body === '' ? undefined : (JSON.parse(stored.body) as unknown);
      return controller.replay ? controller.replay(first) : first;
    }
    const result = await lastValueFrom<unknown>(next.handle());
    const body = result === undefined ? '' : JSON.stringify(result);
    await this.responses.store(keyed, { status: reply.statusCode, body });
    return result;
  }
}
