import { Controller, Delete, Param } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { LeaveChallenge } from './leave-challenge.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

@Controller('api/challenges')
export class LeaveChallengeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Delete(':id/colleges/:collegeId')
  @Allow(['organiser'])
  leave(
    @Param('id', { schema: id }) challengeId: string,
    @Param('collegeId', { schema: id }) collegeId: string,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new LeaveChallenge({ challengeId, collegeId }, context));
  }
}
