import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { day, id, reasonCode, students } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { freeText } from '../../http/text-input.js';
import { RecordEnrolment } from './record-enrolment.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenCollege } from '../colleges.schema.js';

const body = z.strictObject({ students, asOf: day, source: reasonCode, note: freeText(1000).optional() });

@Controller('api/colleges')
export class RecordEnrolmentController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenCollege)
  @Post(':id/enrolments')
  @HttpCode(200)
  @Allow(['organiser'])
  record(
    @Param('id', { schema: id }) collegeId: string,
    @Body({ schema: body }) { note, ...rest }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new RecordEnrolment({ collegeId, ...rest }, note ?? null, context));
  }
}
