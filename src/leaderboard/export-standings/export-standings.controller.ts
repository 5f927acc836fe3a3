import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import writeXlsxFile from 'write-excel-file/node';
import { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { languageOf } from '../../http/language.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { audienceOf } from '../standings-query.js';
import { GetStandings } from '../get-standings/get-standings.js';
import { challengeId, standingsQuery } from '../standings-query.js';
import { type Cell, defused, type Sheet, standingsSheet, toCsv } from './standings-sheet.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
type Question = z.infer<typeof standingsQuery>;

/** Boards as files for people. */
@Controller('api/challenges')
@Allow(['anyone'])
export class ExportStandingsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(z.string(), { type: 'text/csv' })
  @Get(':id/standings.csv')
  async csv(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: standingsQuery }) question: Question,
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const text = toCsv(await this.sheet(id, question, viewer, request));
    send(reply, 'text/csv; charset=utf-8', `${id}-${question.board}.csv`, Buffer.from(text));
  }

  @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
  @Get(':id/standings.xlsx')
  async xlsx(
    @Param('id', { schema: challengeId }) id: string,
    @Query({ schema: standingsQuery }) question: Question,
    @CurrentViewer() viewer: Viewer | null,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { headings, rows } = await this.sheet(id, question, viewer, request);
    const heading = headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
    const file = await writeXlsxFile([heading, ...rows.map((row) => row.map(excelCell))]).toBuffer();
    send(reply, EXCEL, `${id}-${question.board}.xlsx`, file);
  }

  private async sheet(id: string, question: Question, viewer: Viewer | null, request: FastifyRequest): Promise<Sheet> {
    const { board, league, position, at, atLeast } = question;
    await this.readYourWrites.waitFor(atLeast);
    const { standings } = await this.queries.execute(
      new GetStandings(id, board, audienceOf(viewer), { position, at }, league),
    );
    return standingsSheet(standings, languageOf(request as never));
  }
}

function excelCell(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: defused(cell), type: String };
}

function send(reply: FastifyReply, type: string, name: string, body: Buffer): void {
  void reply
    .header('content-type', type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(body);
}
