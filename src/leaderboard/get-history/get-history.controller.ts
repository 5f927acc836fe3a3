import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { boardQuery, challengeId } from '../standings-query.js';
import { sendEncoded } from '../encoded-response.js';
import { GetHistory } from './get-history.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { standingsHistory } from '../standings.schema.js';

@Controller('api/challenges')
export class GetHistoryController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(standingsHistory)
  @Get(':id/history')
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: boardQuery }) { board, atLeast }: z.infer<typeof boardQuery>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    sendEncoded(request, reply, await this.queries.execute(new GetHistory(id, board)), 'public');
  }
}
