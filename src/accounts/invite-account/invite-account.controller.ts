import { Body, Controller, Param, Post, HttpCode } from '@nestjs/common';
import { z } from 'zod';
import { AppConfig } from '../../config/environment.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import { id, publicText, role } from '../../events/values.js';
import { Allow, RequestContext } from '../../http/access.js';
import { AccountCommands } from '../account-commands.js';
import { AccountDirectory } from '../account-directory.js';
import { AccountRows } from '../accounts.repository.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { invitation } from '../accounts.schema.js';

export const inviteSchema = z.strictObject({ role, collegeId: id.nullish(), name: publicText(120).nullish() });

/** Hands out one-time links; the address in front of them is the one people use. */
@Controller('api')
export class InviteAccountController {
  constructor(
    private readonly commands: AccountCommands,
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly config: AppConfig,
  ) {}

  @ApiResponseSchema(invitation)
  @Post('invitations')
  @Allow(['organiser'])
  async invite(
    @Body({ schema: inviteSchema }) wish: z.infer<typeof inviteSchema>,
    @RequestContext() context: CommandContext,
  ) {
    const { token, ...invited } = await this.commands.invite(wish, context);
    return { ...invited, ...this.link(token) };
  }

  /** For somebody who lost the link or the password. */
  @ApiResponseSchema(invitation)
  @Post('accounts/:id/invite-again')
  @HttpCode(200)
  @Allow(['organiser'])
  async inviteAgain(@Param('id', { schema: id }) accountId: string) {
    const account = await this.directory.find(accountId);
    if (account.state === 'none') throw new DomainError('not-found', 'ACCOUNT_NOT_FOUND');
    if (account.state === 'closed') throw new DomainError('conflict', 'ACCOUNT_CLOSED');
    return { accountId, position: null, ...this.link(await this.rows.newInvitation(accountId)) };
  }

  private link(token: string) {
    const path = `/invite/${token}`;
    return { token, path, url: this.config.PUBLIC_URL ? new URL(path, this.config.PUBLIC_URL).href : path };
  }
}
