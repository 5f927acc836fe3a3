import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, reasonCode } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { freeText } from '../../http/text-input.js';
import { AdjustPoints } from './adjust-points.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

const body = z.strictObject({
  collegeId: id,
  points: z.int().min(-1_000_000).max(1_000_000),
  reason: reasonCode,
  note: freeText(2000).optional(),
});

@Controller('api/challenges')
export class AdjustPointsController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/adjust')
  @HttpCode(200)
  @Allow(['organiser'])
  adjust(
    @Param('id', { schema: id }) challengeId: string,
    @Body({ schema: body }) { note, ...rest }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new AdjustPoints({ challengeId, ...rest }, note ?? null, context));
  }
}
