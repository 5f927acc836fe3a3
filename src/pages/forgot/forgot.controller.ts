import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../http/access.js';
import { pageLanguageOf } from '../../http/language.js';
import { sendPage } from '../plain-page.js';
import { forgotPage } from './forgot-page.js';

/** The way to a new password. */
@Controller('forgot')
@Allow(['anyone'])
export class ForgotController {
  @Get()
  show(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): string {
    return sendPage(reply, 200, forgotPage(pageLanguageOf(request)));
  }
}
