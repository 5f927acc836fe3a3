import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, uuid } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { claimFields } from '../claim-body.js';
import { ReviseAction } from './revise-action.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenAction } from '../actions.schema.js';

/** The whole claim; evidence that stays is named in `keep`. */
const body = z.strictObject({ ...claimFields, keep: z.array(uuid).max(50).default([]) });

@Controller('api/actions')
export class ReviseActionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenAction)
  @Post(':id/revise')
  @HttpCode(200)
  @Allow(['coordinator', 'organiser'])
  revise(
    @Param('id', { schema: id }) actionId: string,
    @Body({ schema: body }) claim: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new ReviseAction({ actionId }, claim, viewer, context));
  }
}
