import { Controller, Get, Header, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { Allow } from '../../http/access.js';
import { paging } from '../../http/paging.js';
import { ReadYourWrites } from '../../projector/read-your-writes.js';
import { ListAudit } from './list-audit.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { auditPage } from '../audit.schema.js';

const name = z.string().min(1).max(200);
const question = z.object({
  stream: name.optional(),
  actor: name.optional(),
  type: name.optional(),
  correlationId: name.optional(),
  ...paging(50, 200),
  atLeast: z.string().max(50).optional(),
});

@Controller('api/audit')
export class ListAuditController {
  constructor(
    private readonly queries: QueryBus,
    private readonly readYourWrites: ReadYourWrites,
  ) {}

  @ApiResponseSchema(auditPage)
  @Get()
  @Allow(['organiser', 'auditor'])
  @Header('cache-control', 'no-store')
  async list(@Query({ schema: question }) { limit, offset, atLeast, ...filter }: z.infer<typeof question>) {
    await this.readYourWrites.waitFor(atLeast);
    return this.queries.execute(new ListAudit(filter, limit, offset));
  }
}
