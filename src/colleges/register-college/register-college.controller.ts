import { randomUUID } from 'node:crypto';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, reasonCode } from '../../events/values.js';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, RequestContext } from '../../http/access.js';
import { texts } from '../../http/text-input.js';
import { RegisterCollege } from './register-college.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { writtenCollege } from '../colleges.schema.js';

const body = z.strictObject({ id: id.optional(), names: texts(300), shortNames: texts(60), district: reasonCode });

@Controller('api/colleges')
export class RegisterCollegeController {
  constructor(private readonly commands: CommandBus) {}

  @ApiResponseSchema(writtenCollege)
  @Post()
  @Allow(['organiser'])
  register(
    @Body({ schema: body }) { id: given, ...rest }: z.infer<typeof body>,
    @RequestContext() context: CommandContext,
  ) {
    return this.commands.execute(new RegisterCollege({ collegeId: given ?? randomUUID(), ...rest }, context));
  }
}
