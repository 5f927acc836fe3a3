import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { audienceOf, challengeId, pointsQuery } from '../standings-query.js';
import { sendEncoded } from '../encoded-response.js';
import { ExplainPoints } from './explain-points.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { pointsExplained } from '../standings.schema.js';

@Controller('api/challenges')
export class ExplainPointsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(pointsExplained)
  @Get(':id/colleges/:collegeId/points')
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: challengeId }) challenge: string,
    @Param('collegeId', { schema: id }) collegeId: string,
    @Query({ schema: pointsQuery }) { position, at, atLeast }: z.infer<typeof pointsQuery>,
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    const audience = audienceOf(viewer);
    sendEncoded(
      request,
      reply,
      await this.queries.execute(new ExplainPoints(challenge, collegeId, audience, { position, at })),
      audience,
    );
  }
}
