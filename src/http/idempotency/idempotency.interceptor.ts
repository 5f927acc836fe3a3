import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { firstValueFrom, from, type Observable } from 'rxjs';
import { DomainError } from '../../event-store/domain-error.js';
import type { QorzhynRequest } from '../access.js';
import { Problem } from '../problem.js';
import { hashOf } from './idempotency.js';
import { IdempotencyKeys } from './idempotency.repository.js';

/** A write whose answer is not kept under an Idempotency-Key, because it hands out a session. */
export const NotRepeatable = Reflector.createDecorator<true>();

const keyShape = /^[\x21-\x7e]{1,200}$/;
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

type Asking = QorzhynRequest & Pick<FastifyRequest, 'method' | 'url' | 'body'>;

/** A write with an Idempotency-Key happens once: repeats get the first answer, twins wait for each other. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    if (context.getType() !== 'http') return next.handle();
    const request = context.switchToHttp().getRequest<Asking>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !writes.has(request.method) || this.reflector.get(NotRepeatable, context.getHandler()))
      return next.handle();
    if (typeof key !== 'string' || !keyShape.test(key)) throw new Problem(400, 'IDEMPOTENCY_KEY_INVALID');
    const actor = request.viewer?.accountId ?? 'anonymous';
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return from(this.oneAfterAnother(`${actor} ${key}`, () => this.once(actor, key, request, reply, next)));
  }

  private async once(
    actor: string,
    key: string,
    request: Asking,
    reply: FastifyReply,
    next: CallHandler,
  ): Promise<unknown> {
    const { foreign, answer } = await this.keys.claim(
      actor,
      key,
      hashOf(request.method, request.url, JSON.stringify(request.body ?? null)),
    );
    if (foreign) throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
    if (answer) {
      void reply.status(answer.status).header('idempotency-replayed', 'true');
      return answer.body ?? undefined;
    }
    try {
      const body: unknown = await firstValueFrom(next.handle(), { defaultValue: undefined });
      await this.keys.answered(actor, key, { status: reply.statusCode, body });
      return body;
    } catch (error) {
      const isRefusal = error instanceof DomainError || (error instanceof Problem && error.status < 500);
      if (isRefusal) await this.keys.release(actor, key);
      throw error;
    }
  }

  private async oneAfterAnother<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.underWay.get(name);
    const mine = (before ?? Promise.resolve()).catch(() => undefined).then(work);
    this.underWay.set(name, mine);
    try {
      return await mine;
    } finally {
      if (this.underWay.get(name) === mine) this.underWay.delete(name);
    }
  }
}
