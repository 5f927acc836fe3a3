import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { OwnFactors } from '../../accounts/index.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { uuid } from '../../events/values.js';
import { Allow, CurrentViewer, OpenWithoutSecondFactor, RequestContext, type Viewer } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { toProblem } from '../../http/problem.filter.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { seeOther, sendPage } from '../plain-page.js';
import { offeredPage, recoveryCodesPage } from './account-page.js';
import { AccountPages, fieldsOf } from './account-pages.js';
import { words } from './account-words.js';

/** Adds an authenticator app: a QR code, then the first code of the app. */
@Controller('account/second-factor')
@Allow(['organiser', 'reviewer', 'coordinator', 'auditor'])
@OpenWithoutSecondFactor(true)
export class AddFactorController {
  constructor(
    private readonly factors: OwnFactors,
    private readonly pages: AccountPages,
  ) {}

  @Post()
  @HttpCode(303)
  @SkipIdempotency(true)
  offer(
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.pages.change(viewer, request, reply, async () => {
      const { factorId } = await this.factors.offer(viewer.accountId);
      return seeOther(reply, `/account/second-factor/${factorId}?lang=${pageLanguageOf(request)}`);
    });
  }

  @Get(':factorId')
  async show(
    @CurrentViewer() { accountId }: Viewer,
    @Param('factorId', { schema: uuid }) factorId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const offered = await this.factors.offered(accountId, factorId);
    return sendPage(reply, 200, offeredPage(offered, undefined, pageLanguageOf(request)));
  }

  @Post(':factorId')
  @HttpCode(200)
  @SkipIdempotency(true)
  async confirm(
    @CurrentViewer() { accountId }: Viewer,
    @Param('factorId', { schema: uuid }) factorId: string,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const language = pageLanguageOf(request);
    const { code } = fieldsOf(request);
    const offered = await this.factors.offered(accountId, factorId);
    try {
      const confirmed = await this.factors.confirm({ accountId, factorId, code }, context, request.headers.cookie);
      return sendPage(reply, 200, recoveryCodesPage(confirmed.recoveryCodes, language));
    } catch (error) {
      if (toProblem(error).code !== 'WRONG_CODE_OF_APP') throw error;
      const sentence = code.trim() === '' ? words[language].codeMissing : messageOf('WRONG_CODE_OF_APP', language);
      return sendPage(reply, 422, offeredPage(offered, sentence, language));
    }
  }
}
