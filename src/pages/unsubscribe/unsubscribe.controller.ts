import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../event-store/domain-error.js';
import { Allow } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { OwnNotificationSettings } from '../../notifications/index.js';
import { sendPage } from '../plain-page.js';
import { unsubscribePage } from './unsubscribe-page.js';

const token = z.string().regex(/^[\w-]{32}$/);

/** Mail clients post to the address of the page by themselves (RFC 8058), without a session. */
@Controller('mail/unsubscribe/:token')
@Allow(['anyone'])
export class UnsubscribeController {
  constructor(private readonly settings: OwnNotificationSettings) {}

  @Get()
  show(
    @Param('token', { schema: token }) given: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    return sendPage(reply, 200, unsubscribePage(`/mail/unsubscribe/${given}`, false, pageLanguageOf(request)));
  }

  @Post()
  @HttpCode(200)
  @SkipIdempotency(true)
  async stop(
    @Param('token', { schema: token }) given: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!(await this.settings.unsubscribe(given))) throw new DomainError('not-found', 'UNSUBSCRIBE_UNKNOWN');
    return sendPage(reply, 200, unsubscribePage(`/mail/unsubscribe/${given}`, true, pageLanguageOf(request)));
  }
}
