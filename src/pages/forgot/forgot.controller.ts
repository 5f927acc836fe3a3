import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ForgottenPassword } from '../../accounts/index.js';
import { Allow } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { Problem } from '../../http/problem.js';
import { RateLimits } from '../../http/rate-limits.js';
import { addressBlock, RequestAddress } from '../../http/request-address.js';
import { isStorable } from '../../http/safe-json.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { sendPage } from '../plain-page.js';
import { forgotPage, words } from './forgot-page.js';

const text = z.string().max(200).refine(isStorable).catch('').default('');
const form = z.object({ login: text }).catch({ login: '' });

/** The way to a new password. */
@Controller('forgot')
@Allow(['anyone'])
export class ForgotController {
  constructor(
    private readonly forgotten: ForgottenPassword,
    private readonly limits: RateLimits,
    private readonly addresses: RequestAddress,
  ) {}

  @Get()
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    const hasMail = this.forgotten.isOffered;
    return sendPage(reply, 200, forgotPage({ hasMail, login: '' }, pageLanguageOf(request)));
  }

  /** Answers alike for every login. */
  @Post()
  @HttpCode(200)
  @SkipIdempotency(true)
  async send(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = pageLanguageOf(request);
    const login = form.parse(body ?? {}).login.trim();
    const page = { hasMail: this.forgotten.isOffered, login };
    if (!page.hasMail) return sendPage(reply, 200, forgotPage(page, language));
    if (login === '')
      return sendPage(reply, 422, forgotPage({ ...page, error: words[language].loginMissing }, language));
    try {
      await this.limits.forgottenPassword(login.toLowerCase(), addressBlock(this.addresses.clientOf(request.raw)));
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      const { retryAfterSeconds, params } = error.options;
      void reply.header('retry-after', String(retryAfterSeconds));
      const sentence = messageOf(error.code, language, params);
      return sendPage(reply, error.status, forgotPage({ ...page, error: sentence }, language));
    }
    this.forgotten.request(login, language);
    return sendPage(reply, 200, forgotPage({ ...page, isSent: true }, language));
  }
}
