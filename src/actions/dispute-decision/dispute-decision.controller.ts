import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { freeText } from '../../http/text-input.js';
import { DisputeDecision } from './dispute-decision.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenAction } from '../actions.schema.js';

const body = z.strictObject({ note: freeText(2000).optional() });

@Controller('api/actions')
export class DisputeDecisionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenAction)
  @Post(':id/dispute')
  @HttpCode(200)
  @Allow(['coordinator'])
  dispute(
    @Param('id', { schema: id }) actionId: string,
    @Body({ schema: body }) { note, ...input }: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new DisputeDecision({ actionId, ...input }, note ?? null, viewer, context));
  }
}
