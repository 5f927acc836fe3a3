import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { challengeOf } from '../../../projections/standings/standings.state.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { languageOf } from '../../http/language.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { GetStandings } from '../get-standings/get-standings.handler.js';
import { StandingsAt } from '../standings-at.js';
import { audienceOf, challengeId, standingsQuery } from '../standings.schema.js';
import { type Sheet, standingsSheet, toCsv, toXlsx } from './standings-sheet.js';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type StandingsQuery = z.infer<typeof standingsQuery>;

/** Boards as files for people. */
@Controller('api/challenges')
@Allow(['anyone'])
export class ExportStandingsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
    private readonly standingsAt: StandingsAt,
  ) {}

  @ApiResponseSchema(z.string(), { type: 'text/csv' })
  @Get(':id/standings.csv')
  async csv(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: standingsQuery }) query: StandingsQuery,
    @CurrentViewer() viewer: Viewer | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = toCsv(await this.sheet(id, query, viewer, reply));
    send(reply, 'text/csv; charset=utf-8', `${id}-${query.board}.csv`, Buffer.from(text));
  }

  @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
  @Get(':id/standings.xlsx')
  async xlsx(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: standingsQuery }) query: StandingsQuery,
    @CurrentViewer() viewer: Viewer | null,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const file = await toXlsx(await this.sheet(id, query, viewer, reply));
    send(reply, EXCEL, `${id}-${query.board}.xlsx`, file);
  }

  private async sheet(
    id: string,
    query: StandingsQuery,
    viewer: Viewer | null,
    { request }: FastifyReply,
  ): Promise<Sheet> {
    const { board, league, position, at, atLeast } = query;
    await this.readYourWrites.waitFor(atLeast);
    const audience = audienceOf(viewer);
    const { standings } = await this.queries.execute(new GetStandings(id, board, audience, { position, at }, league));
    const { state } = await this.standingsAt.now(id);
    return standingsSheet(standings, challengeOf(state, audience)!.titles, languageOf(request));
  }
}

function send(reply: FastifyReply, type: string, name: string, body: Buffer): void {
  void reply.header('content-type', type).header('content-disposition', `attachment; filename="${name}"`).send(body);
}
