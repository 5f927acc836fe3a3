import { Injectable } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../event-store/domain-error.js';
import { EventStore } from '../event-store/event-store.js';
import type { UnderKey } from '../http/access.js';
import { ServerLog } from '../observability/server-log.js';
import { type Answer, hashOf } from './idempotency.js';
import { IdempotencyKeys } from './idempotency.repository.js';
import { Turns } from './turns.js';

/** Thrown in place of the work: the request was answered before. */
export class AnsweredBefore extends Error {
  constructor(readonly answer: Answer) {
    super('answered before');
  }
}

type KeyedRequest = FastifyRequest & { underKey?: UnderKey | null };

/**
 * Keeps the answer of each write with an Idempotency-Key before it is sent; an answer that the written events tell again is sent first.
 * Twins of this process wait until it is stored.
 */
@Injectable()
export class FirstAnswers {
  private readonly turns = new Turns();

  constructor(
    private readonly keys: IdempotencyKeys,
    private readonly store: EventStore,
    private readonly log: ServerLog,
  ) {}

  /** Waits for twins of this process. Throws AnsweredBefore, and invalid IDEMPOTENCY_KEY_REUSED. */
  async enter(request: KeyedRequest, actor: string, key: string, isToldByEvents: boolean): Promise<true> {
    const leave = await this.turns.take(`${actor} ${key}`);
    try {
      const requestHash = hashOf(request.method, request.url, JSON.stringify(request.body ?? null));
      const { foreign, answer, isNew } = await this.keys.look(actor, key, requestHash);
      if (foreign) throw new DomainError('invalid', 'IDEMPOTENCY_KEY_REUSED');
      if (answer) throw new AnsweredBefore(answer);
      request.underKey = { actor, key, requestHash, isNew, isToldByEvents, isKept: false, leave };
      return true;
    } catch (error) {
      leave();
      throw error;
    }
  }

  /** To be called once, before routes are added. */
  install(fastify: FastifyInstance): void {
    fastify.decorateRequest('underKey', null);
    fastify.addHook('onSend', (request: KeyedRequest, reply, payload, done) => {
      const { underKey } = request;
      if (!underKey) return done(null, payload);
      request.underKey = null;
      const kept = this.keep(underKey, reply.statusCode, payload);
      if (underKey.isToldByEvents && underKey.isKept && !this.keys.isBehind) {
        done(null, payload);
        void kept.catch(() => undefined).finally(underKey.leave);
        return;
      }
      kept
        .then(() => done(null, payload), done)
        .catch((error: unknown) => this.log.error(error, 'FirstAnswers'))
        .finally(underKey.leave);
    });
  }

  /**
   * A refusal changed nothing, so its key is free again: a store that takes keys has stored none without events. After a fault the repeat has
   * to find out what was done.
   */
  private async keep(underKey: UnderKey, status: number, payload: unknown): Promise<void> {
    const { actor, key, requestHash, isNew, isKept } = underKey;
    if (status < 400) {
      const text = typeof payload === 'string' ? payload : '';
      if (underKey.isToldByEvents && underKey.isKept)
        await this.keys.answeredByEvents(actor, key, requestHash, { status, text });
      else await this.keys.answered(actor, key, requestHash, { status, text });
    } else if (status < 500 && !(isNew && !isKept && this.store.takesKeys)) {
      await this.keys.release(actor, key, requestHash);
    }
  }
}

/** The first answer again, marked as such. */
export function sendAgain({ status, text }: Answer, reply: FastifyReply): void {
  void reply.status(status).header('idempotency-replayed', 'true');
  if (text === '') void reply.send();
  else void reply.header('content-type', 'application/json; charset=utf-8').send(text);
}
