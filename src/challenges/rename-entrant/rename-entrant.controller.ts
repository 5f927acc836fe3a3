import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { RenameEntrant } from './rename-entrant.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

@Controller('api/challenges')
export class RenameEntrantController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/colleges/:collegeId/rename')
  @HttpCode(200)
  @Allow(['organiser'])
  rename(
    @Param('id', { schema: id }) challengeId: string,
    @Param('collegeId', { schema: id }) collegeId: string,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new RenameEntrant({ challengeId, collegeId }, context));
  }
}
