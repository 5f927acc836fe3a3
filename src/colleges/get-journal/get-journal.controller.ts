import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { GetJournal } from './get-journal.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { collegeJournal } from '../colleges.schema.js';

const query = z.object({ atLeast: z.string().max(50).optional() });

@Controller('api/colleges')
export class GetJournalController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(collegeJournal)
  @Get(':id/journal')
  @Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
  async get(
    @Param('id', { schema: id }) collegeId: string,
    @Query({ schema: query }) { atLeast }: z.infer<typeof query>,
    @CurrentViewer() viewer: Viewer,
  ) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new GetJournal(collegeId, viewer));
  }
}
