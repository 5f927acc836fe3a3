import { Controller, Get } from '@nestjs/common';
import { Allow } from '../../http/access.js';
import { asyncApi } from './asyncapi.js';

@Controller('api')
export class AsyncApiController {
  private readonly document = asyncApi();

  @Get('asyncapi.json')
  @Allow(['anyone'])
  get(): object {
    return this.document;
  }
}
