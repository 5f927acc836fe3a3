import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, reasonCode, uuid } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { TakeDownEvidence } from './take-down-evidence.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenAction } from '../actions.schema.js';

const body = z.strictObject({ reason: reasonCode });

@Controller('api/actions')
export class TakeDownEvidenceController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenAction)
  @Post(':id/evidence/:evidenceId/take-down')
  @HttpCode(200)
  @Allow(['coordinator', 'reviewer', 'organiser'])
  takeDown(
    @Param('id', { schema: id }) actionId: string,
    @Param('evidenceId', { schema: uuid }) evidenceId: string,
    @Body({ schema: body }) { reason }: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new TakeDownEvidence({ actionId, evidenceId, reason }, viewer, context));
  }
}
