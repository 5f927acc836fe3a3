import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { isStaff } from '../challenge-view.js';
import { GetChallenge } from './get-challenge.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { challengeDetails } from '../challenges.schema.js';

const question = z.object({ atLeast: z.string().max(50).optional() });

@Controller('api/challenges')
export class GetChallengeController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(challengeDetails)
  @Get(':id')
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: id }) challengeId: string,
    @Query({ schema: question }) { atLeast }: z.infer<typeof question>,
    @CurrentViewer() viewer: Viewer | null,
  ) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new GetChallenge(challengeId, isStaff(viewer)));
  }
}
