import { Controller, Get, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { languageOf } from '../../http/language.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { ReadYourWrites } from '../../projector/projector.js';
import { actionFilter } from '../actions.schema.js';
import { ExportActions } from './export-actions.handler.js';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const { limit: _, offset: __, collegeId: ___, flag: ____, ...filters } = actionFilter;
const query = z.object({ ...filters, lang: z.string().optional(), atLeast: z.string().max(50).optional() });

/** Own actions as a file for people. */
@Controller('api')
export class ExportActionsController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
  @Get('actions.xlsx')
  @Allow(['coordinator'])
  async xlsx(
    @Query({ schema: query }) { atLeast, lang: _, ...filter }: z.infer<typeof query>,
    @CurrentViewer() viewer: Viewer,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.readYourWrites.waitFor(atLeast);
    const file = await this.queries.execute(new ExportActions(filter, viewer, languageOf(reply.request)));
    const name = `${filter.challengeId ?? viewer.collegeId}-actions.xlsx`;
    void reply.header('content-type', EXCEL).header('content-disposition', `attachment; filename="${name}"`).send(file);
  }
}
