import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { audienceOf, challengeId, standingsQuery } from '../standings-query.js';
import { sendEncoded } from '../encoded-response.js';
import { GetStandings } from './get-standings.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { standings } from '../standings.schema.js';

@Controller('api/challenges')
export class GetStandingsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(standings)
  @Get(':id/standings')
  @RouteConfig({ budget: 'cached' })
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: standingsQuery }) { board, league, position, at, atLeast }: z.infer<typeof standingsQuery>,
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    const audience = audienceOf(viewer);
    const answer = await this.queries.execute(new GetStandings(id, board, audience, { position, at }, league));
    sendEncoded(request, reply, answer, audience);
  }
}
