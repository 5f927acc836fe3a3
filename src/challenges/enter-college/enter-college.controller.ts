import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { EnterCollege } from './enter-college.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenEntrant } from '../challenges.schema.js';

const body = z.strictObject({ collegeId: id });

@Controller('api/challenges')
export class EnterCollegeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenEntrant)
  @Post(':id/colleges')
  @HttpCode(200)
  @Allow(['organiser'])
  enter(
    @Param('id', { schema: id }) challengeId: string,
    @Body({ schema: body }) { collegeId }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new EnterCollege({ challengeId, collegeId }, context));
  }
}
