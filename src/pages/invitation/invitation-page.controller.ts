import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../../event-store/domain-error.js';
import { Allow } from '../../http/access.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { AcceptInvitation, acceptSchema, passwordRefusal, SignIn } from '../../accounts/index.js';
import { seeOther, sendPage } from '../plain-page.js';
import { acceptedPage, devicePage, invitationPage, usedInvitationPage, words } from './invitation-page.js';

const DEVICE_SESSION_SECONDS = 365 * 86_400;
type FieldName = 'name' | 'login' | 'password';

@Controller('invite')
@Allow(['anyone'])
export class InvitationPageController {
  constructor(
    private readonly invitations: AcceptInvitation,
    private readonly signIn: SignIn,
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
    const language = pageLanguageOf(request);
    const person = await this.invitations.invited(token);
    if (!person) return sendPage(reply, 404, usedInvitationPage(language));
    if (await this.invitations.isForScreen(token)) return sendPage(reply, 200, devicePage(token, language));
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
    const device = await this.invitations.acceptDevice(token);
    if (device) {
      await this.signIn.start(device, request, reply, DEVICE_SESSION_SECONDS);
      return seeOther(reply, `/?lang=${language}`);
    }
    const { name, login, password } = texts(form);
    const again = (errors: Partial<Record<FieldName, string>>) =>
      sendPage(reply, 422, invitationPage({ token, name, login, errors }, language));
    const choice = acceptSchema.safeParse({ login, password, ...(name.trim() ? { name: name.trim() } : {}) });
    const easy = passwordRefusal(password, login);
    if (!choice.success || easy) {
      const wrong = choice.success ? {} : wrongFields(choice.error.issues, words[language]);
      return again({ ...wrong, ...(easy ? { password: messageOf(easy, language) } : {}) });
    }
    try {
      await this.signIn.start(await this.invitations.accept(token, choice.data), request, reply);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === 'INVITATION_NOT_VALID') return sendPage(reply, 404, usedInvitationPage(language));
      return again({ [error.field ?? 'login']: messageOf(error.code, language, error.params) });
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
