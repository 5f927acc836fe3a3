import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { link } from '../claim-body.js';
import { AttachEvidence } from './attach-evidence.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenEvidence } from '../actions.schema.js';

const body = z.strictObject({ url: link });

@Controller('api/actions')
export class AttachEvidenceController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenEvidence)
  @Post(':id/evidence')
  @HttpCode(200)
  @Allow(['coordinator', 'organiser'])
  attach(
    @Param('id', { schema: id }) actionId: string,
    @Body({ schema: body }) evidence: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new AttachEvidence({ actionId, evidence }, viewer, context));
  }
}
