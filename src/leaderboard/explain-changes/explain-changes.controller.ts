import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { sendEncoded } from '../encoded-response.js';
import { changesExplained } from '../explanation.schema.js';
import { audienceOf, changesQuery } from '../standings.schema.js';
import { ExplainChanges } from './explain-changes.handler.js';

@Controller('api/challenges/:id/colleges/:collegeId/changes')
@Allow(['anyone'])
export class ExplainChangesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(changesExplained)
  @Get()
  async changes(
    @Param('id', { schema: id }) challengeId: string,
    @Param('collegeId', { schema: id }) collegeId: string,
    @Query({ schema: changesQuery }) { atLeast, ...range }: z.infer<typeof changesQuery>,
    @CurrentViewer() viewer: Viewer | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    const audience = audienceOf(viewer);
    const query = new ExplainChanges(challengeId, collegeId, audience, range);
    sendEncoded(reply, await this.queries.execute(query), audience);
  }
}
