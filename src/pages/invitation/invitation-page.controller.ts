import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../http/access.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { AcceptInvitation, acceptSchema, passwordRefusal } from '../../accounts/index.js';
import { toProblem } from '../../http/problem.filter.js';
import { seeOther, sendPage } from '../plain-page.js';
import { acceptedPage, devicePage, invitationPage, usedInvitationPage, words } from './invitation-page.js';

type FieldName = 'name' | 'login' | 'password';

@Controller('invite')
@Allow(['anyone'])
export class InvitationPageController {
  constructor(private readonly invitations: AcceptInvitation) {}

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
    const language = pageLanguageOf(request);
    const person = await this.invitations.invited(token);
    if (!person) return sendPage(reply, 404, usedInvitationPage(language));
    if (person.role === 'screen') return sendPage(reply, 200, devicePage(token, language));
    const { name, login } = person;
    const empty = { token, name: name ?? '', login: login ?? '', errors: {} };
    return sendPage(reply, 200, invitationPage(empty, language));
  }

  @Post(':token')
  @HttpCode(200)
  @SkipIdempotency(true)
  async accept(
    @Param('token') token: string,
    @Body() form: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const language = pageLanguageOf(request);
    const used = () => sendPage(reply, 404, usedInvitationPage(language));
    const invited = await this.invitations.invited(token);
    if (!invited) return used();
    if (invited.role === 'screen') {
      const isOn = await this.invitations.signInDevice(token, request, reply);
      return isOn ? seeOther(reply, `/?lang=${language}`) : used();
    }
    const { name, login, password } = texts(form);
    const again = (errors: Partial<Record<FieldName, string>>, status = 422) =>
      sendPage(reply, status, invitationPage({ token, name, login, errors }, language));
    const choice = acceptSchema.safeParse({ login, password, ...(name.trim() ? { name: name.trim() } : {}) });
    const easy = passwordRefusal(password, login);
    if (!choice.success || easy) {
      const wrong = choice.success ? {} : wrongFields(choice.error.issues, words[language]);
      return again({ ...wrong, ...(easy ? { password: messageOf(easy, language) } : {}) });
    }
    try {
      const { isSignedIn } = await this.invitations.signIn(token, choice.data, request, reply);
      if (!isSignedIn) return seeOther(reply, `/sign-in/code?lang=${language}`);
    } catch (error) {
      const { status, code, options } = toProblem(error);
      if (status >= 500) throw error;
      if (code === 'INVITATION_NOT_VALID') return used();
      if (options.retryAfterSeconds !== undefined) void reply.header('retry-after', String(options.retryAfterSeconds));
      const field = options.errors?.[0]?.path ?? 'login';
      return again({ [field]: messageOf(code, language, options.params) }, status === 429 ? 429 : 422);
    }
    return seeOther(reply, `/invite/done?lang=${language}`);
  }
}

function texts(form: unknown): Record<FieldName, string> {
  const given = (form ?? {}) as Partial<Record<FieldName, unknown>>;
  const text = (name: FieldName) => (typeof given[name] === 'string' ? given[name].slice(0, 1000) : '');
  return { name: text('name'), login: text('login'), password: text('password') };
}

function wrongFields(
  issues: readonly { path: readonly PropertyKey[] }[],
  say: (typeof words)['kk'],
): Partial<Record<FieldName, string>> {
  const hints: Record<FieldName, string> = { name: say.nameHint, login: say.loginHint, password: say.passwordHint };
  return Object.fromEntries(issues.map(({ path }) => [String(path[0]), hints[path[0] as FieldName]]));
}
