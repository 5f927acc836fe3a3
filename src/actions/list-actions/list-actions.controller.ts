import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id, kindCode } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { paging } from '../../http/paging.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { ListActions } from './list-actions.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { actionList } from '../actions.schema.js';

const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true');
const question = z.object({
  challengeId: id.optional(),
  collegeId: id.optional(),
  status: z.enum(['submitted', 'needs-info', 'approved', 'rejected', 'revoked', 'withdrawn']).optional(),
  pending: yesOrNo.optional(),
  disputed: yesOrNo.optional(),
  kind: kindCode.optional(),
  ...paging(50, 100),
  atLeast: z.string().max(50).optional(),
});

@Controller('api/actions')
export class ListActionsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(actionList)
  @Get()
  @Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
  async list(
    @Query({ schema: question }) { atLeast, ...wish }: z.infer<typeof question>,
    @CurrentViewer() viewer: Viewer,
  ) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new ListActions(wish, viewer));
  }
}
