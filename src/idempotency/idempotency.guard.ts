import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { QorzhynRequest } from '../http/access.js';
import { Problem } from '../http/problem.js';
import { FirstAnswers } from './first-answers.js';

/** A write whose answer is not kept under an Idempotency-Key, because it hands out a session. */
export const SkipIdempotency = Reflector.createDecorator<true>();

/** A write whose answer says nothing but what its events say: while it is not stored yet, a repeat is given it from them. */
export const ReplayFromEvents = Reflector.createDecorator<true>();

const keyShape = /^[\x21-\x7e]{1,200}$/;
const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** A write with an Idempotency-Key passes once: repeats get the first answer, twins wait for each other. Comes after the guard of access. */
@Injectable()
export class IdempotencyGuard implements CanActivate {
  constructor(
    private readonly answers: FirstAnswers,
    private readonly reflector: Reflector,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & QorzhynRequest>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !writes.has(request.method) || this.reflector.get(SkipIdempotency, context.getHandler()))
      return true;
    if (typeof key !== 'string' || !keyShape.test(key)) throw new Problem(400, 'IDEMPOTENCY_KEY_INVALID');
    const isToldByEvents = this.reflector.get(ReplayFromEvents, context.getHandler()) === true;
    return this.answers.enter(request, request.viewer?.accountId ?? 'anonymous', key, isToldByEvents);
  }
}
