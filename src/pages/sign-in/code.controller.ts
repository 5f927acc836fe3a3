import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OwnPasskeys, SecondStep } from '../../accounts/index.js';
import { Allow } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { Problem } from '../../http/problem.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { inLanguage, nextAddress } from '../next-address.js';
import { seeOther, sendPage } from '../plain-page.js';
import { startOf } from '../start/start-page.js';
import { codePage, words } from './code-page.js';

const question = z.object({ remember: z.string().optional().catch(undefined) });
const wishIn = (query: unknown) => ({
  next: nextAddress(query),
  remember: question.parse(query ?? {}).remember !== 'no',
});
const form = z.object({ code: z.string().max(100).catch('').default('') }).catch({ code: '' });

/** The second step of a sign-in for people. */
@Controller('sign-in/code')
@Allow(['anyone'])
export class CodeController {
  constructor(
    private readonly secondStep: SecondStep,
    private readonly passkeys: OwnPasskeys,
  ) {}

  @Get()
  async show(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = pageLanguageOf(request);
    const proofs = await this.proofs(request);
    if (!proofs) return seeOther(reply, `/sign-in?lang=${language}`);
    return sendPage(reply, 200, codePage({ ...wishIn(query), ...proofs }, language));
  }

  @Post()
  @HttpCode(303)
  @SkipIdempotency(true)
  async finish(
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const language = pageLanguageOf(request);
    const wish = wishIn(query);
    // Without a half session any code is refused, and the sentence says so.
    const proofs = (await this.proofs(request)) ?? { hasApp: true, hasPasskey: false };
    const again = (status: number, error: string) =>
      sendPage(reply, status, codePage({ ...wish, ...proofs, error }, language));
    const { code } = form.parse(body ?? {});
    if (code.trim() === '') return again(422, words[language].missing);
    try {
      const { viewer } = await this.secondStep.finish({ code, remember: wish.remember }, request, reply);
      return seeOther(reply, inLanguage(wish.next || startOf(viewer.role), language));
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      const { retryAfterSeconds, params } = error.options;
      if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
      return again(error.status, messageOf(error.code, language, params));
    }
  }

  private async proofs(request: FastifyRequest) {
    const proofs = await this.secondStep.proofs(request);
    return proofs && { ...proofs, hasPasskey: proofs.hasPasskey && this.passkeys.areOffered(request) };
  }
}
