import { Controller, Get, Header, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { OpenApi } from '../../http/openapi/openapi.js';
import { whatToDoPage } from './what-to-do-page.js';

@Controller('help/what-to-do')
@Allow(['anyone'])
export class WhatToDoController {
  constructor(private readonly openApi: OpenApi) {}

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  @Header('vary', 'Cookie, Accept-Language')
  async show(@Req() request: FastifyRequest): Promise<string> {
    const { paths } = await this.openApi.document();
    return whatToDoPage(pageLanguageOf(request), (route) => {
      const [method = '', path = ''] = route.split('?')[0]!.split(' ');
      return paths[path]?.[method.toLowerCase() as 'get']?.operationId ?? '';
    });
  }
}
