import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { AtLeast } from '../../projector/at-least.js';
import { isStaff } from '../told.js';
import { ListChallenges } from './list-challenges.js';

const question = z.object({ atLeast: z.string().max(50).optional() });

@Controller('api/challenges')
export class ListChallengesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly atLeast: AtLeast,
  ) {}

  @Get()
  @Allow(['anyone'])
  async list(
    @Query({ schema: question }) { atLeast }: z.infer<typeof question>,
    @CurrentViewer() viewer: Viewer | null,
  ) {
    await this.atLeast.seen(atLeast);
    return this.queries.execute(new ListChallenges(isStaff(viewer)));
  }
}
