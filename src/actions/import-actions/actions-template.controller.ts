import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../../http/access.js';
import { languageOf } from '../../http/language.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { EXCEL, sendTemplate } from '../../sheets/send-template.js';
import { actionsTemplate } from './actions-template.js';

@Controller('api/templates')
export class ActionsTemplateController {
  @ApiResponseSchema(z.string().meta({ format: 'binary' }), { type: EXCEL })
  @Get('actions.xlsx')
  @Allow(['anyone'])
  async download(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const language = languageOf(request as never);
    await sendTemplate(reply, 'actions.xlsx', actionsTemplate(language), language);
  }
}
