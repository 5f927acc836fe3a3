import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { evidenceId } from '../evidence.schema.js';
import { TakedownDemands } from './takedown-demands.js';
import { demand, demandBody, demandFilter, demandList, settleBody } from './takedown-demands.schema.js';

/** A stored answer would hold who asked; the id in the body makes a repetition safe. */
@Controller('api/takedown-demands')
@Allow(['organiser'])
export class TakedownDemandsController {
  constructor(private readonly demands: TakedownDemands) {}

  @ApiResponseSchema(demandList)
  @Get()
  @Allow(['organiser', 'auditor'])
  list(@Query({ schema: demandFilter }) filter: z.infer<typeof demandFilter>, @CurrentViewer() viewer: Viewer) {
    return this.demands.list(filter, viewer);
  }

  @ApiResponseSchema(demand)
  @Post()
  @HttpCode(200)
  @SkipIdempotency(true)
  record(@Body({ schema: demandBody }) body: z.infer<typeof demandBody>, @CurrentViewer() viewer: Viewer) {
    return this.demands.record(body, viewer);
  }

  @ApiResponseSchema(demand)
  @Post(':id/settle')
  @HttpCode(200)
  @SkipIdempotency(true)
  settle(
    @Param('id', { schema: evidenceId }) id: string,
    @Body({ schema: settleBody }) { outcome }: z.infer<typeof settleBody>,
    @CurrentViewer() viewer: Viewer,
  ) {
    return this.demands.settle(id, outcome, viewer);
  }

  @ApiResponseSchema(demand)
  @Post(':id/erase')
  @HttpCode(200)
  @SkipIdempotency(true)
  erase(@Param('id', { schema: evidenceId }) id: string, @CurrentViewer() viewer: Viewer) {
    return this.demands.erase(id, viewer);
  }
}
