import { Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../http/access.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { AcceptInvitation, acceptSchema, passwordRefusal } from '../../accounts/index.js';
import { toProblem } from '../../http/problem.filter.js';
import { seeOther, sendPage } from '../plain-page.js';
import { startOf } from '../start/start-page.js';
import { textsOf, wrongFields } from './invitation-fields.js';
import { acceptedPage, devicePage, type FieldName } from './invitation-page.js';
import { InvitationPages } from './invitation-pages.js';

@Controller('invite')
@Allow(['anyone'])
export class InvitationPageController {
  constructor(
    private readonly invitations: AcceptInvitation,
    private readonly pages: InvitationPages,
  ) {}

  @Get('done')
  done(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return sendPage(reply, 200, acceptedPage(pageLanguageOf(request)));
  }

  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const person = await this.invitations.invited(token);
    if (!person) return this.pages.ended(token, request, reply);
    if (person.role === 'screen') return sendPage(reply, 200, devicePage(token, pageLanguageOf(request)));
    return this.pages.show(token, person, request, reply);
  }

  @Post(':token')
  @HttpCode(200)
  @SkipIdempotency(true)
  async accept(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const language = pageLanguageOf(request);
    const ended = () => this.pages.ended(token, request, reply);
    const invited = await this.invitations.invited(token);
    if (!invited) return ended();
    if (invited.role === 'screen') {
      const isOn = await this.invitations.signInDevice(token, request, reply);
      return isOn ? seeOther(reply, `/?lang=${language}`) : ended();
    }
    const { name, login, password } = textsOf(request.body);
    const again = (errors: Partial<Record<FieldName, string>>, status = 422) =>
      this.pages.show(token, invited, request, reply, { status, form: { name, login, errors } });
    const choice = acceptSchema.safeParse({ login, password, ...(name.trim() ? { name: name.trim() } : {}) });
    const easy = passwordRefusal(password, login);
    if (!choice.success || easy) {
      const wrong = choice.success ? {} : wrongFields(choice.error.issues, language);
      return again({ ...wrong, ...(easy ? { password: messageOf(easy, language) } : {}) });
    }
    try {
      const { isSignedIn } = await this.invitations.signIn(token, choice.data, request, reply);
      if (!isSignedIn) return seeOther(reply, `/sign-in/code?lang=${language}`);
    } catch (error) {
      const { status, code, options } = toProblem(error);
      if (status >= 500) throw error;
      if (code === 'INVITATION_NOT_VALID') return ended();
      if (options.retryAfterSeconds !== undefined) void reply.header('retry-after', String(options.retryAfterSeconds));
      const field = options.errors?.[0]?.path ?? 'login';
      return again({ [field]: messageOf(code, language, options.params) }, status === 429 ? 429 : 422);
    }
    return seeOther(reply, `${invited.role === null ? '/invite/done' : startOf(invited.role)}?lang=${language}`);
  }
}
