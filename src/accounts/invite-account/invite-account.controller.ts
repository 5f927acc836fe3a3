import { Body, Controller, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { id, publicText, role } from '../../events/values.js';
import { Allow, RequestContext } from '../../http/access.js';
import { RequestAddress } from '../../http/request-address.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { invitation } from '../accounts.schema.js';
import { InviteAccount } from './invite-account.js';

export const inviteSchema = z.strictObject({ role, collegeId: id.nullish(), name: publicText(120).nullish() });

/** Creates one-time links, under PUBLIC_URL or the address that the organiser used. */
@Controller('api')
export class InviteAccountController {
  constructor(
    private readonly commands: CommandBus,
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly addresses: RequestAddress,
  ) {}

  @ApiResponseSchema(invitation)
  @Post('invitations')
  @Allow(['organiser'])
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
  @Post('accounts/:id/invite-again')
  @HttpCode(200)
  @Allow(['organiser'])
  async inviteAgain(@Param('id', { schema: id }) accountId: string, @Req() request: FastifyRequest) {
    const account = await this.directory.find(accountId);
    if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
    if (account.state === 'closed') throw new DomainError('conflict', 'ACCOUNT_CLOSED');
    return { accountId, position: null, ...this.link(await this.rows.newInvitation(accountId), request) };
  }

  private link(token: string, request: FastifyRequest) {
    const path = `/invite/${token}`;
    return { token, path, url: `${this.addresses.baseOf(request.raw) ?? ''}${path}` };
  }
}
