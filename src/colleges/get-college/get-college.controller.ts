import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { id } from '../../events/values.js';
import { Allow } from '../../http/access.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { GetCollege } from './get-college.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { collegeDetails } from '../colleges.schema.js';

const query = z.object({ atLeast: z.string().max(50).optional() });

@Controller('api/colleges')
export class GetCollegeController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(collegeDetails)
  @Get(':id')
  @Allow(['anyone'])
  async get(
    @Param('id', { schema: id }) collegeId: string,
    @Query({ schema: query }) { atLeast }: z.infer<typeof query>,
  ) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new GetCollege(collegeId));
  }
}
