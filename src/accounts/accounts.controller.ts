import { Body, Controller, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandContext } from '../event-store/command-context.js';
import { id, publicText, role } from '../events/values.js';
import { Allow, RequestContext } from '../http/access.js';
import { CommandRoute } from '../http/command-route.js';
import { ApiResponseSchema } from '../http/openapi/api-response-schema.js';
import { pageIn, paging } from '../http/paging.js';
import { RequestAddress } from '../http/request-address.js';
import { CloseAccount, GrantRole, InviteAccount, requireOpen, RevokeRole } from './account.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { accountList, invitation, writtenAccount } from './accounts.schema.js';

const inviteSchema = z.strictObject({ role, collegeId: id.nullish(), name: publicText(120).nullish() });
const listQuery = z.object({
  role: role.optional(),
  state: z.enum(['open', 'closed']).optional(),
  collegeId: id.optional(),
  ...paging(500, 1000),
});

/** Lists accounts and creates one-time links, under PUBLIC_URL or the address that the organiser used. */
@Controller('api')
@Allow(['organiser'])
export class AccountsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly rows: AccountRows,
    private readonly directory: AccountDirectory,
    private readonly addresses: RequestAddress,
  ) {}

  @ApiResponseSchema(accountList)
  @Get('accounts')
  @Allow(['organiser', 'auditor'])
  async list(@Query({ schema: listQuery }) { limit, offset, ...wish }: z.infer<typeof listQuery>) {
    const people = new Map((await this.rows.people()).map((person) => [person.id, person]));
    const items = (await this.directory.all()).flatMap((account) => {
      if (account.state === 'none') return [];
      const { id, state } = account;
      const { name = null, login = null } = people.get(id) ?? {};
      const { role, collegeId } = account.state === 'open' ? account : { role: null, collegeId: null };
      return [{ id, state, role, collegeId, name, login, invited: state === 'open' && role !== 'screen' && !login }];
    });
    const wanted = Object.entries(wish).filter(([, value]) => value !== undefined);
    const fits = (item: (typeof items)[number]) =>
      wanted.every(([name, value]) => item[name as keyof typeof item] === value);
    return pageIn(items.filter(fits), { limit, offset });
  }

  @ApiResponseSchema(invitation)
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
  @Post('accounts/:id/invite-again')
  @HttpCode(200)
  async inviteAgain(@Param('id', { schema: id }) accountId: string, @Req() request: FastifyRequest) {
    requireOpen(await this.directory.find(accountId));
    return { accountId, position: null, ...this.link(await this.rows.newInvitation(accountId), request) };
  }

  private link(token: string, request: FastifyRequest) {
    const path = `/invite/${token}`;
    return { token, path, url: `${this.addresses.baseOf(request.raw) ?? ''}${path}` };
  }
}

export class GrantRoleController extends CommandRoute(
  'POST api/accounts/:id/grant',
  { allow: ['organiser'], body: z.strictObject({ role, collegeId: id.nullish() }), response: writtenAccount },
  ({ id: accountId, body, context }) => new GrantRole({ accountId, ...body }, context),
) {}

export class RevokeRoleController extends CommandRoute(
  'POST api/accounts/:id/revoke',
  { allow: ['organiser'], response: writtenAccount },
  ({ id: accountId, context }) => new RevokeRole({ accountId }, context),
) {}

export class CloseAccountController extends CommandRoute(
  'POST api/accounts/:id/close',
  { allow: ['organiser'], response: writtenAccount },
  ({ id: accountId, context }) => new CloseAccount({ accountId }, context),
) {}
