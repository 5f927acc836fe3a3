import { Controller, HttpCode, Post } from '@nestjs/common';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { acknowledged } from '../accounts.schema.js';
import { Notices } from '../notices.js';

/** The notices that a person has read are shown no more. */
@Controller('api/session/acknowledge')
export class AcknowledgeNoticesController {
  constructor(private readonly notices: Notices) {}

  @ApiResponseSchema(acknowledged)
  @Post()
  @HttpCode(200)
  @Allow(['organiser', 'reviewer', 'coordinator', 'auditor'])
  @SkipIdempotency(true)
  async acknowledge(@CurrentViewer() viewer: Viewer) {
    await this.notices.acknowledge(viewer);
    return { notices: await this.notices.of(viewer) };
  }
}
