import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { reasonCode } from '../../events/values.js';
import { Allow } from '../../http/access.js';
import { paging } from '../../http/paging.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { ListColleges } from './list-colleges.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { collegeList } from '../colleges.schema.js';

const query = z.object({
  district: reasonCode.optional(),
  ...paging(500, 1000),
  atLeast: z.string().max(50).optional(),
});

@Controller('api/colleges')
export class ListCollegesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(collegeList)
  @Get()
  @Allow(['anyone'])
  async list(@Query({ schema: query }) { atLeast, ...filter }: z.infer<typeof query>) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new ListColleges(filter));
  }
}
