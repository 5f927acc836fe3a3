import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, reasonCode } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { ReopenChallenge } from './reopen-challenge.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

const body = z.strictObject({ reason: reasonCode });

@Controller('api/challenges')
export class ReopenChallengeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/reopen')
  @HttpCode(200)
  @Allow(['organiser'])
  reopen(
    @Param('id', { schema: id }) challengeId: string,
    @Body({ schema: body }) { reason }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new ReopenChallenge({ challengeId, reason }, context));
  }
}
