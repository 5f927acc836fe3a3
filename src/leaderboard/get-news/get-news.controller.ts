import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { challengeId, newsQuestion } from '../questions.js';
import { sendReady } from '../send-ready.js';
import { GetNews } from './get-news.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { news } from '../standings.schema.js';

@Controller('api/challenges')
export class GetNewsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(news)
  @Get(':id/news')
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: newsQuestion }) { limit, atLeast }: z.infer<typeof newsQuestion>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    sendReady(request, reply, await this.queries.execute(new GetNews(id, limit)), 'public');
  }
}
