import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { FinaliseResults } from './finalise-results.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

@Controller('api/challenges')
export class FinaliseResultsController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/finalise')
  @HttpCode(200)
  @Allow(['organiser'])
  finalise(@Param('id', { schema: id }) challengeId: string, @RequestContext() context: CommandContext) {
    return this.commands.execute(new FinaliseResults({ challengeId }, context));
  }
}
