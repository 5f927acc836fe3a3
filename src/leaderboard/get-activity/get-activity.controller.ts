import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { challengeId, activityQuery } from '../standings-query.js';
import { sendEncoded } from '../encoded-response.js';
import { GetActivity } from './get-activity.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { news } from '../standings.schema.js';

@Controller('api/challenges')
export class GetActivityController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(news)
  @Get(':id/news')
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: activityQuery }) { limit, atLeast }: z.infer<typeof activityQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    sendEncoded(request, reply, await this.queries.execute(new GetActivity(id, limit)), 'public');
  }
}
