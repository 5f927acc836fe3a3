import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { SignIn } from './sign-in.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { signedIn, whoAsks } from '../accounts.schema.js';

export const signInSchema = z.strictObject({ login: z.string().max(200), password: z.string().max(1000) });

@Controller('api/session')
export class SessionController {
  constructor(private readonly signIn: SignIn) {}

  @ApiResponseSchema(signedIn)
  @Post()
  @HttpCode(200)
  @Allow(['anyone'])
  @SkipIdempotency(true)
  open(
    @Body({ schema: signInSchema }) credentials: z.infer<typeof signInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.signIn.withPassword(credentials, request, reply);
  }

  @ApiResponseSchema(null)
  @Delete()
  @HttpCode(204)
  @Allow(['anyone'])
  @SkipIdempotency(true)
  close(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.signIn.out(request, reply);
  }

  @ApiResponseSchema(whoAsks)
  @Get()
  @Allow(['anyone'])
  who(@CurrentViewer() viewer: Viewer | null) {
    return { viewer };
  }
}
