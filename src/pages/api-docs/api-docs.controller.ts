import { Controller, Get, Header } from '@nestjs/common';
import { Allow } from '../../http/access.js';
import { OpenApi } from '../../http/openapi/openapi.js';
import { apiDocsPage } from './api-docs-page.js';

@Controller('api/docs')
@Allow(['anyone'])
export class ApiDocsController {
  private page: Promise<string> | null = null;

  constructor(private readonly openApi: OpenApi) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  show(): Promise<string> {
    return (this.page ??= this.openApi.document().then(apiDocsPage));
  }
}
