import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { day, id, reasonCode, students } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { CorrectEntrantEnrolment } from './correct-entrant-enrolment.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenChallenge } from '../challenges.schema.js';

const body = z.strictObject({ students, enrolmentAsOf: day, reason: reasonCode });

@Controller('api/challenges')
export class CorrectEntrantEnrolmentController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenChallenge)
  @Post(':id/colleges/:collegeId/enrolment')
  @HttpCode(200)
  @Allow(['organiser'])
  correct(
    @Param('id', { schema: id }) challengeId: string,
    @Param('collegeId', { schema: id }) collegeId: string,
    @Body({ schema: body }) input: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new CorrectEntrantEnrolment({ challengeId, collegeId, ...input }, context));
  }
}
