import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandContext } from '../../event-store/command-context.js';
import { Allow, CurrentViewer, RequestContext, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { isStorable } from '../../http/safe-json.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { writtenAccount } from '../accounts.schema.js';
import { PostgresSessions } from '../sessions.repository.js';
import { PasswordCheck } from '../sign-in/password-check.js';
import { ChangePassword } from './change-password.js';

const body = z.strictObject({
  password: z.string().max(1000).describe('the present one'),
  newPassword: z.string().max(200).refine(isStorable, 'text must be well-formed'),
});

@Controller('api/session/password')
export class ChangePasswordController {
  constructor(
    private readonly passwords: PasswordCheck,
    private readonly changes: ChangePassword,
    private readonly sessions: PostgresSessions,
  ) {}

  @ApiResponseSchema(writtenAccount)
  @Post()
  @HttpCode(200)
  @Allow(['organiser', 'reviewer', 'coordinator', 'auditor'])
  @SkipIdempotency(true)
  async change(
    @Body({ schema: body }) { password: present, newPassword: wanted }: z.infer<typeof body>,
    @CurrentViewer() viewer: Viewer,
    @RequestContext() { idempotencyKey: _, ...context }: CommandContext,
    @Req() request: FastifyRequest,
  ) {
    const { login, passwordHash } = await this.passwords.requireOwn(viewer, present, request);
    const session = this.sessions.sessionOf(request.headers.cookie);
    return this.changes.execute(viewer, { login, present, passwordHash, wanted }, session, context);
  }
}
