import { Body, Controller, Param, Put } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { text } from '../../http/text-input.js';
import { SetCollegeAliases } from './set-college-aliases.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenCollege } from '../colleges.schema.js';

const body = z.strictObject({ aliases: z.array(text(300)).max(100) });

@Controller('api/colleges')
export class SetCollegeAliasesController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenCollege)
  @Put(':id/aliases')
  @Allow(['organiser'])
  set(
    @Param('id', { schema: id }) collegeId: string,
    @Body({ schema: body }) { aliases }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new SetCollegeAliases({ collegeId, aliases }, context));
  }
}
