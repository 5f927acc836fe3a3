import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { GetAction } from './get-action.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { actionDetails } from '../actions.schema.js';

const question = z.object({ atLeast: z.string().max(50).optional() });

@Controller('api/actions')
export class GetActionController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(actionDetails)
  @Get(':id')
  @Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
  async get(
    @Param('id', { schema: id }) actionId: string,
    @Query({ schema: question }) { atLeast }: z.infer<typeof question>,
    @CurrentViewer() viewer: Viewer,
  ) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new GetAction(actionId, viewer));
  }
}
