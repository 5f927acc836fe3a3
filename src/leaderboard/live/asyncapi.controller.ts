import { Controller, Get } from '@nestjs/common';
import { Allow } from '../../http/access.js';
import { asyncApi } from './asyncapi.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { z } from 'zod';

@Controller('api')
export class AsyncApiController {
  private readonly document = asyncApi();

  @ApiResponseSchema(z.record(z.string(), z.unknown()))
  @Get('asyncapi.json')
  @Allow(['anyone'])
  get(): object {
    return this.document;
  }
}
