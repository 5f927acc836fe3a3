import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { track } from '../../events/values.js';
import { paging } from '../../http/paging.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { isStaff } from '../challenge-view.js';
import { ListChallenges } from './list-challenges.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { challengeList } from '../challenges.schema.js';

const question = z.object({
  track: track.optional(),
  state: z.enum(['announced', 'open', 'closed', 'final']).optional(),
  ...paging(500, 1000),
  atLeast: z.string().max(50).optional(),
});

@Controller('api/challenges')
export class ListChallengesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(challengeList)
  @Get()
  @Allow(['anyone'])
  async list(
    @Query({ schema: question }) { atLeast, ...wish }: z.infer<typeof question>,
    @CurrentViewer() viewer: Viewer | null,
  ) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new ListChallenges(isStaff(viewer), wish));
  }
}
