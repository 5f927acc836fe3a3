import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { texts } from '../../http/text-input.js';
import { RenameCollege } from './rename-college.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenCollege } from '../colleges.schema.js';

const body = z.strictObject({ names: texts(300), shortNames: texts(60) });

@Controller('api/colleges')
export class RenameCollegeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenCollege)
  @Post(':id/rename')
  @HttpCode(200)
  @Allow(['organiser'])
  rename(
    @Param('id', { schema: id }) collegeId: string,
    @Body({ schema: body }) names: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new RenameCollege({ collegeId, ...names }, context));
  }
}
