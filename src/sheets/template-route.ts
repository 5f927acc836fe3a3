import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../http/access.js';
import { type Language, languageOf } from '../http/language.js';
import { ApiResponseSchema } from '../http/openapi/api-response-schema.js';
import { type Template, templateFile } from './template-file.js';

const EXCEL = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Base class of a controller that sends a template in the reader's language. */
export function TemplateRoute(file: string, template: (language: Language) => Template) {
  @Controller('api/templates')
  class Route {
    @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
    @Get(file)
    @Allow(['anyone'])
    async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const language = languageOf(request as never);
      const content = await templateFile(template(language), language);
      void reply
        .header('content-type', EXCEL)
        .header('content-disposition', `attachment; filename="qorzhyn-${file}"`)
        .header('cache-control', 'no-store')
        .send(content);
    }
  }
  return Route;
}
