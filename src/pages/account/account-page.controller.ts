import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OwnFactors, OwnPasskeys } from '../../accounts/index.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { uuid } from '../../events/values.js';
import { Allow, CurrentViewer, OpenWithoutSecondFactor, RequestContext, type Viewer } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { seeOther, sendPage } from '../plain-page.js';
import { recoveryCodesPage } from './account-page.js';
import { AccountPages } from './account-pages.js';

/** The person's own second factor, also for somebody who may do nothing before they have one. */
@Controller('account')
@Allow(['organiser', 'reviewer', 'coordinator', 'auditor'])
@OpenWithoutSecondFactor(true)
export class AccountPageController {
  constructor(
    private readonly factors: OwnFactors,
    private readonly pages: AccountPages,
    private readonly passkeys: OwnPasskeys,
  ) {}

  @Get()
  show(
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pages.show(viewer, request, reply);
  }

  @Post('second-factor/:factorId/remove')
  @HttpCode(303)
  @SkipIdempotency(true)
  remove(
    @CurrentViewer() viewer: Viewer,
    @Param('factorId', { schema: uuid }) factorId: string,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pages.change(viewer, request, reply, async () => {
      await this.factors.remove(viewer.accountId, factorId, context);
      return seeOther(reply, `/account?lang=${pageLanguageOf(request)}`);
    });
  }

  @Post('passkeys/:passkeyId/remove')
  @HttpCode(303)
  @SkipIdempotency(true)
  removePasskey(
    @CurrentViewer() viewer: Viewer,
    @Param('passkeyId', { schema: uuid }) passkeyId: string,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pages.change(viewer, request, reply, async () => {
      await this.passkeys.remove(viewer.accountId, passkeyId, context);
      return seeOther(reply, `/account?lang=${pageLanguageOf(request)}`);
    });
  }

  @Post('recovery-codes')
  @HttpCode(200)
  @SkipIdempotency(true)
  replaceCodes(
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pages.change(viewer, request, reply, async () => {
      const { recoveryCodes } = await this.factors.replaceRecoveryCodes(viewer.accountId, context);
      return sendPage(reply, 200, recoveryCodesPage(recoveryCodes, pageLanguageOf(request)));
    });
  }
}
