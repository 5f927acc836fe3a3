import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Controller, Get, Header, Param, Res, StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError } from '../../event-store/domain-error.js';
import { Allow } from '../access.js';
import { z } from 'zod';
import { ApiResponseSchema } from './api-response-schema.js';
import { OpenApi } from './openapi.js';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
};

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Qorzhyn API</title>
<link rel="stylesheet" href="/api/docs/swagger-ui.css">
<div id="contract"></div>
<script src="/api/docs/swagger-ui-bundle.js"></script>
<script src="/api/docs/start.js"></script>
`;

const start = `SwaggerUIBundle({ url: '/api/openapi.json', dom_id: '#contract', validatorUrl: null, deepLinking: true });\n`;

/** The contract of the HTTP interface, and a page to read it; everything comes from this server. */
@Controller('api')
@Allow(['anyone'])
export class OpenApiController {
  constructor(private readonly contract: OpenApi) {}

  @ApiResponseSchema(z.record(z.string(), z.unknown()))
  @Get('openapi.json')
  document() {
    return this.contract.document();
  }

  @Get('docs')
  @Header('content-type', 'text/html; charset=utf-8')
  page() {
    return page;
  }

  @Get('docs/:file')
  async asset(@Param('file') file: string, @Res({ passthrough: true }) reply: FastifyReply) {
    void reply.header('cache-control', 'public, max-age=3600');
    if (file === 'start.js') {
      void reply.header('content-type', 'text/javascript; charset=utf-8');
      return start;
    }
    const type = Object.hasOwn(assets, file) ? assets[file] : undefined;
    if (type === undefined) throw new DomainError('not-found', 'ROUTE_NOT_FOUND');
    const folder = path.dirname(require.resolve('swagger-ui-dist/package.json'));
    return new StreamableFile(await readFile(path.join(folder, file)), { type });
  }
}
