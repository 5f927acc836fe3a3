import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, verified } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { seenRevision } from '../expected-revision.js';
import { ApproveAction } from './approve-action.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenApproval } from '../actions.schema.js';

const body = z.strictObject({ verified, revision: seenRevision });

@Controller('api/actions')
export class ApproveActionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenApproval)
  @Post(':id/approve')
  @HttpCode(200)
  @Allow(['reviewer'])
  approve(
    @Param('id', { schema: id }) actionId: string,
    @Body({ schema: body }) input: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new ApproveAction({ actionId, ...input }, viewer, context));
  }
}
