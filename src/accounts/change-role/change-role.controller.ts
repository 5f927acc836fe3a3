import { CommandBus } from '@nestjs/cqrs';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import type { CommandContext } from '../../event-store/command-context.js';
import { id, role } from '../../events/values.js';
import { Allow, RequestContext } from '../../http/access.js';
import { CloseAccount } from '../close-account/close-account.js';
import { GrantRole, RevokeRole } from './change-role.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenAccount } from '../accounts.schema.js';

export const grantSchema = z.strictObject({ role, collegeId: id.nullish() });

@Controller('api/accounts/:id')
@Allow(['organiser'])
export class ChangeRoleController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenAccount)
  @Post('grant')
  @HttpCode(200)
  grant(
    @Param('id', { schema: id }) accountId: string,
    @Body({ schema: grantSchema }) wish: z.infer<typeof grantSchema>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new GrantRole(accountId, wish, context));
  }

  @ApiResponseSchema(writtenAccount)
  @Post('revoke')
  @HttpCode(200)
  revoke(@Param('id', { schema: id }) accountId: string, @RequestContext() context: CommandContext) {
    return this.commands.execute(new RevokeRole(accountId, context));
  }

  @ApiResponseSchema(writtenAccount)
  @Post('close')
  @HttpCode(200)
  close(@Param('id', { schema: id }) accountId: string, @RequestContext() context: CommandContext) {
    return this.commands.execute(new CloseAccount(accountId, context));
  }
}
