import { Controller, Get, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { Allow } from '../../http/access.js';
import { AtLeast } from '../../projector/at-least.js';
import { ListColleges } from './list-colleges.js';

const question = z.object({ atLeast: z.string().max(50).optional() });

@Controller('api/colleges')
export class ListCollegesController {
  constructor(
    private readonly queries: QueryBus,
    private readonly atLeast: AtLeast,
  ) {}

  @Get()
  @Allow(['anyone'])
  async list(@Query({ schema: question }) { atLeast }: z.infer<typeof question>) {
    await this.atLeast.seen(atLeast);
    return { items: await this.queries.execute(new ListColleges()) };
  }
}
