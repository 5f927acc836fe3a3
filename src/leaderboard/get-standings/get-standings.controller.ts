import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { type Query as BusQuery, QueryBus } from '@nestjs/cqrs';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Audience } from '../../../projections/standings/standings.contract.js';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { type EncodedResponse, sendEncoded } from '../encoded-response.js';
import { ExplainPoints } from '../explain-points/explain-points.handler.js';
import {
  activityQuery,
  audienceOf,
  boardQuery,
  news,
  pointsQuery,
  standings,
  standingsHistory,
  standingsQuery,
} from '../standings.schema.js';
import { pointsExplained } from '../explanation.schema.js';
import { GetActivity, GetHistory, GetStandings } from './get-standings.handler.js';

/** The boards of a challenge and what explains them. */
@Controller('api/challenges/:id')
@Allow(['anyone'])
export class StandingsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(standings)
  @Get('standings')
  @RouteConfig({ budget: 'cached' })
  async standings(
    @Param('id', { schema: id }) challengeId: string,
    @Query({ schema: standingsQuery }) { board, league, position, at, final, atLeast }: z.infer<typeof standingsQuery>,
    @CurrentViewer() viewer: Viewer | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const audience = audienceOf(viewer);
    const query = new GetStandings(challengeId, board, audience, { position, at }, league, final);
    await this.send(query, atLeast, reply, audience);
  }

  @ApiResponseSchema(standingsHistory)
  @Get('history')
  async history(
    @Param('id', { schema: id }) challengeId: string,
    @Query({ schema: boardQuery }) { board, atLeast }: z.infer<typeof boardQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(new GetHistory(challengeId, board), atLeast, reply);
  }

  @ApiResponseSchema(news)
  @Get('news')
  async news(
    @Param('id', { schema: id }) challengeId: string,
    @Query({ schema: activityQuery }) { limit, atLeast }: z.infer<typeof activityQuery>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.send(new GetActivity(challengeId, limit), atLeast, reply);
  }

  @ApiResponseSchema(pointsExplained)
  @Get('colleges/:collegeId/points')
  async points(
    @Param('id', { schema: id }) challengeId: string,
    @Param('collegeId', { schema: id }) collegeId: string,
    @Query({ schema: pointsQuery }) { position, at, atLeast }: z.infer<typeof pointsQuery>,
    @CurrentViewer() viewer: Viewer | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const audience = audienceOf(viewer);
    await this.send(new ExplainPoints(challengeId, collegeId, audience, { position, at }), atLeast, reply, audience);
  }

  /** Answers once readers see the position `atLeast`. */
  private async send(
    query: BusQuery<EncodedResponse>,
    atLeast: string | undefined,
    reply: FastifyReply,
    audience: Audience = 'public',
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    sendEncoded(reply, await this.queries.execute(query), audience);
  }
}
