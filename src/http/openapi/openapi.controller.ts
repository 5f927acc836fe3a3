import { Controller, Get } from '@nestjs/common';
import { z } from 'zod';
import { Allow } from '../access.js';
import { ApiResponseSchema } from './api-response-schema.js';
import { OpenApi } from './openapi.js';

@Controller('api/openapi.json')
@Allow(['anyone'])
export class OpenApiController {
  constructor(private readonly openApi: OpenApi) {}

  @ApiResponseSchema(z.record(z.string(), z.unknown()))
  @Get()
  document() {
    return this.openApi.document();
  }
}
