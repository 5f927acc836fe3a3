import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, reasonCode, verified } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { freeText } from '../../http/text-input.js';
import { seenRevision } from '../expected-revision.js';
import { CorrectAction } from './correct-action.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenAction } from '../actions.schema.js';

const body = z.strictObject({ verified, reason: reasonCode, note: freeText(2000).optional(), revision: seenRevision });

@Controller('api/actions')
export class CorrectActionController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenAction)
  @Post(':id/correct')
  @HttpCode(200)
  @Allow(['reviewer'])
  correct(
    @Param('id', { schema: id }) actionId: string,
    @Body({ schema: body }) { note, ...input }: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new CorrectAction({ actionId, ...input }, note ?? null, viewer, context));
  }
}
