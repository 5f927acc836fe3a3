import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { WithdrawAction } from './withdraw-action.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenAction } from '../actions.schema.js';

@Controller('api/actions')
export class WithdrawActionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenAction)
  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow(['coordinator', 'organiser'])
  withdraw(
    @Param('id', { schema: id }) actionId: string,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new WithdrawAction({ actionId }, viewer, context));
  }
}
