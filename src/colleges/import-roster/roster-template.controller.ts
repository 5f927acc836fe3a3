import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../../http/access.js';
import { languageOf } from '../../http/language.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { EXCEL, sendTemplate } from '../../sheets/send-template.js';
import { rosterTemplate } from './roster-template.js';

@Controller('api/templates')
export class RosterTemplateController {
  @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
  @Get('roster.xlsx')
  @Allow(['anyone'])
  async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request as never);
    await sendTemplate(reply, 'roster.xlsx', rosterTemplate(language), language);
  }
}
