import { Body, Controller, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow } from '../../http/access.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { AcceptInvitation, acceptSchema } from './accept-invitation.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { accepted } from '../accounts.schema.js';

@Controller('api/invitations/:token/accept')
export class AcceptInvitationController {
  constructor(private readonly invitations: AcceptInvitation) {}

  @ApiResponseSchema(accepted)
  @Post()
  @HttpCode(200)
  @Allow(['anyone'])
  @SkipIdempotency(true)
  async accept(
    @Param('token') token: string,
    @Body({ schema: acceptSchema }) choice: z.infer<typeof acceptSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { accountId, isSignedIn } = await this.invitations.signIn(token, choice, request, reply);
    return { accountId, login: choice.login, position: null, ...(isSignedIn ? {} : { secondFactor: 'needed' }) };
  }
}
