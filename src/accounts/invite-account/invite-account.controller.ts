import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandContext } from '../../event-store/command-context.js';
import { id, publicText, role } from '../../events/values.js';
import { Allow, Confirmed, RequestContext } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { qrSvg } from '../../http/qr-path.js';
import { RequestAddress } from '../../http/request-address.js';
import type { ReplaysItself } from '../../idempotency/idempotency.interceptor.js';
import { AcceptInvitation } from '../accept-invitation/accept-invitation.js';
import { invitation } from '../accounts.schema.js';
import { InviteAgain } from '../invite-again/invite-again.js';
import { InviteAccount } from './invite-account.js';

const inviteSchema = z.strictObject({ role, collegeId: id.nullish(), name: publicText(120).nullish() });

/** Creates one-time links, under PUBLIC_URL or the address that the organiser used. */
@Controller('api')
@Allow(['organiser'])
export class InviteAccountController implements ReplaysItself {
  constructor(
    private readonly commands: CommandBus,
    private readonly addresses: RequestAddress,
    private readonly invitations: AcceptInvitation,
  ) {}

  // A new account that decides is as much as a role granted.
  @ApiResponseSchema(invitation)
  @Confirmed(({ role: wanted }) => wanted === 'organiser' || wanted === 'reviewer')
  @Post('invitations')
  async invite(
    @Body({ schema: inviteSchema }) wish: z.infer<typeof inviteSchema>,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
  ) {
    const { token, ...invited } = await this.commands.execute(new InviteAccount(wish, context));
    return { ...invited, ...this.link(token, request) };
  }

  /** Replaces a lost link or password. */
  @ApiResponseSchema(invitation)
  @Confirmed(true)
  @Post('accounts/:id/invite-again')
  @HttpCode(200)
  async inviteAgain(
    @Param('id', { schema: id }) accountId: string,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
  ) {
    const { token, ...invited } = await this.commands.execute(new InviteAgain({ accountId }, context));
    return { ...invited, ...this.link(token, request) };
  }

  /** A link that was used or replaced is not handed out again. */
  async replay(first: z.infer<typeof invitation>): Promise<z.infer<typeof invitation>> {
    const isOpen = first.token !== null && (await this.invitations.invited(first.token)) !== null;
    return isOpen ? first : { ...first, token: null, path: null, url: null, qr: null };
  }

  private link(token: string, request: FastifyRequest) {
    const path = `/invite/${token}`;
    const base = this.addresses.baseOf(request.raw);
    return { token, path, url: `${base ?? ''}${path}`, qr: base === null ? null : qrSvg(`${base}${path}`) };
  }
}
