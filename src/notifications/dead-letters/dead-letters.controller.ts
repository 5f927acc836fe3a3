import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { DomainError } from '../../event-store/domain-error.js';
import { Allow } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import type { Page } from '../../http/paging.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { Outbox } from '../../outbox/outbox.repository.js';
import { deadLetterPage, deadLetters, revivedLetters } from '../notifications.schema.js';

/** Mails and push messages that were given up. Addresses and words are not shown. */
@Controller('api/dead-letters')
@Allow(['organiser'])
export class DeadLettersController {
  constructor(private readonly outbox: Outbox) {}

  @ApiResponseSchema(deadLetters)
  @Get()
  async list(@Query({ schema: z.object(deadLetterPage) }) page: Page) {
    const { items, total } = await this.outbox.deadLetters(page);
    return {
      items: items.map(({ createdAt, endedAt, ...item }) => ({
        ...item,
        createdAt: createdAt.toISOString(),
        endedAt: endedAt.toISOString(),
      })),
      total,
      waiting: (await this.outbox.counts()).map(({ oldest, ...of }) => ({
        ...of,
        oldest: oldest?.toISOString() ?? null,
      })),
    };
  }

  @ApiResponseSchema(revivedLetters)
  @Post('retry')
  @HttpCode(200)
  @SkipIdempotency(true)
  async retryAll() {
    return { revived: await this.outbox.revive(null) };
  }

  @ApiResponseSchema(revivedLetters)
  @Post(':id/retry')
  @HttpCode(200)
  @SkipIdempotency(true)
  async retry(@Param('id', { schema: z.uuid() }) id: string) {
    const revived = await this.outbox.revive(id);
    if (revived === 0) throw new DomainError('not-found', 'DEAD_LETTER_UNKNOWN');
    return { revived };
  }
}
