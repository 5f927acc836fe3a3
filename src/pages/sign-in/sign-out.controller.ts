import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignIn } from '../../accounts/index.js';
import { Allow } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { seeOther } from '../plain-page.js';

/** Sign-out for people. */
@Controller('sign-out')
@Allow(['anyone'])
export class SignOutController {
  constructor(private readonly signIn: SignIn) {}

  @Post()
  @HttpCode(303)
  @SkipIdempotency(true)
  async close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    await this.signIn.out(request, reply);
    return seeOther(reply, `/sign-in?out=1&lang=${pageLanguageOf(request)}`);
  }
}
