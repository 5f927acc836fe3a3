import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Confirmation, OwnFactors, OwnPasskeys } from '../../accounts/index.js';
import type { Viewer } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { messageOf } from '../../http/messages/catalogue.js';
import { toProblem } from '../../http/problem.filter.js';
import { isStorable } from '../../http/safe-json.js';
import { sendPage } from '../plain-page.js';
import { accountPage } from './account-page.js';
import { passkeySection } from './passkey-section.js';

const text = z.string().max(1000).refine(isStorable).catch('').default('');
const form = z.object({ password: text, code: text }).catch({ password: '', code: '' });

/** The fields of a form; malformed ones count as empty. */
export const fieldsOf = ({ body }: FastifyRequest): z.infer<typeof form> => form.parse(body ?? {});

/** Shows the page of the own account, and asks for the password before a change. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly factors: OwnFactors,
    private readonly confirmation: Confirmation,
    private readonly passkeys: OwnPasskeys,
  ) {}

  async show(
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
    refusal: { status: number; error?: string } = { status: 200 },
  ): Promise<string> {
    const list = await this.factors.list(viewer.accountId);
    const asksPassword = await this.confirmation.isNeeded(request);
    const passkeys = this.passkeys.areOffered(request)
      ? passkeySection(
          await this.passkeys.list(viewer.accountId),
          { asksPassword, isFirst: list.factors.length > 0 },
          pageLanguageOf(request),
        )
      : '';
    const view = { ...list, asksPassword, passkeys, ...(refusal.error === undefined ? {} : { error: refusal.error }) };
    return sendPage(reply, refusal.status, accountPage(view, pageLanguageOf(request)));
  }

  /** Shows the page again with the sentence of a refusal. */
  async change(
    viewer: Viewer,
    request: FastifyRequest,
    reply: FastifyReply,
    work: () => Promise<string>,
  ): Promise<string> {
    try {
      await this.confirmation.requireFrom(viewer, fieldsOf(request).password, request);
      return await work();
    } catch (error) {
      const { status, code, options } = toProblem(error);
      if (status >= 500) throw error;
      if (options.retryAfterSeconds !== undefined) void reply.header('retry-after', String(options.retryAfterSeconds));
      const sentence = messageOf(code, pageLanguageOf(request), options.params);
      return this.show(viewer, request, reply, { status, error: sentence });
    }
  }
}
