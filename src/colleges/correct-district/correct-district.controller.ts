import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, reasonCode } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenCollege } from '../colleges.schema.js';
import { CorrectDistrict } from './correct-district.js';

const body = z.strictObject({ district: reasonCode });

@Controller('api/colleges')
export class CorrectDistrictController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenCollege)
  @Post(':id/correct-district')
  @HttpCode(200)
  @Allow(['organiser'])
  correct(
    @Param('id', { schema: id }) collegeId: string,
    @Body({ schema: body }) { district }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new CorrectDistrict({ collegeId, district }, context));
  }
}
