import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { OpenChallenge } from './open-challenge.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

const body = z.strictObject({ colleges: z.array(id).max(1000).optional() }).nullish();

@Controller('api/challenges')
export class OpenChallengeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/open')
  @HttpCode(200)
  @Allow(['organiser'])
  open(
    @Param('id', { schema: id }) challengeId: string,
    @Body({ schema: body }) input: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new OpenChallenge({ challengeId, ...input }, context));
  }
}
