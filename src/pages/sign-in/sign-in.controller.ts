import { Body, Controller, Get, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { OwnPasskeys, SignIn } from '../../accounts/index.js';
import { AppConfig } from '../../config/environment.js';
import { Allow, CurrentViewer, type QorzhynRequest, type Viewer } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { Problem } from '../../http/problem.js';
import { isStorable } from '../../http/safe-json.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { inLanguage, nextAddress } from '../next-address.js';
import { isPhone, seeOther, sendPage } from '../plain-page.js';
import { stepQuery } from './code-page.js';
import { startOf } from '../start/start-page.js';
import { signInPage, words } from './sign-in-page.js';

/** No login and no password has what a store cannot hold, so such text counts as none. */
const text = (most: number) => z.string().max(most).refine(isStorable).catch('').default('');
const question = z.object({ login: text(200), out: z.string().optional().catch(undefined) });
/** A check box that is not set sends no field. */
const form = z.object({ login: text(200), password: text(1000), remember: z.string().optional().catch(undefined) });
const EMPTY = { login: '', password: '', remember: undefined };

/** Sign-in for people; programs use /api/session. */
@Controller('sign-in')
@Allow(['anyone'])
export class SignInController {
  constructor(
    private readonly signIn: SignIn,
    private readonly config: AppConfig,
    private readonly passkeys: OwnPasskeys,
  ) {}

  @Get()
  show(
    @Query() query: unknown,
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest & QorzhynRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const next = nextAddress(query);
    const { out, login } = question.parse(query ?? {});
    const language = pageLanguageOf(request);
    if (request.enrolling) return seeOther(reply, `/account?lang=${language}`);
    if (viewer) return seeOther(reply, inLanguage(next || startOf(viewer.role), language));
    const empty = {
      login,
      isDemo: this.config.QORZHYN_DEMO_CLOCK === 'on',
      next,
      errors: {},
      isSignedOut: out !== undefined,
      isRemembered: true,
    };
    return sendPage(reply, 200, signInPage({ ...empty, ...this.device(request) }, language));
  }

  @Post()
  @HttpCode(303)
  @SkipIdempotency(true)
  async open(
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const next = nextAddress(query);
    const { login, password, ...given } = form.catch(EMPTY).parse(body ?? {});
    const remember = given.remember !== undefined;
    const language = pageLanguageOf(request);
    const shown = { login, next, isRemembered: remember, ...this.device(request) };
    const again = (status: number, errors: { login?: string; password?: string }) =>
      sendPage(reply, status, signInPage({ ...shown, errors }, language));
    const say = words[language];
    if (login.trim() === '' || password === '')
      return again(422, {
        ...(login.trim() === '' ? { login: say.loginMissing } : {}),
        ...(password === '' ? { password: say.passwordMissing } : {}),
      });
    try {
      const { viewer, secondFactor } = await this.signIn.withPassword({ login, password, remember }, request, reply);
      if (secondFactor) return seeOther(reply, `/account?lang=${language}`);
      return seeOther(reply, inLanguage(next || startOf(viewer.role), language));
    } catch (error) {
      if (!(error instanceof Problem) || error.status >= 500) throw error;
      if (error.code === 'SECOND_FACTOR_NEEDED')
        return seeOther(reply, `/sign-in/code?lang=${language}${stepQuery({ next, remember })}`);
      const { retryAfterSeconds, params } = error.options;
      if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(retryAfterSeconds));
      return again(error.status, { password: messageOf(error.code, language, params) });
    }
  }

  private device(request: FastifyRequest) {
    return { isPhone: isPhone(request), hasPasskeys: this.passkeys.areOffered(request) };
  }
}
