import { Controller, Delete, Get, HttpCode, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DomainError } from '../../event-store/domain-error.js';
import { id } from '../../events/values.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { ownSessions } from '../accounts.schema.js';
import { PostgresSessions } from '../sessions.repository.js';
import { SignIn } from '../sign-in/sign-in.js';

const endQuery = z.object({ keep: z.enum(['current']).optional() });

/** A person sees where they are signed in, and signs out there. */
@Controller('api/sessions')
@Allow(['signed-in'])
export class OwnSessionsController {
  constructor(
    private readonly sessions: PostgresSessions,
    private readonly signIn: SignIn,
  ) {}

  @ApiResponseSchema(ownSessions)
  @Get()
  async list(@CurrentViewer() { accountId }: Viewer, @Req() { headers }: FastifyRequest) {
    const current = this.sessions.sessionOf(headers.cookie);
    const sessions = await this.sessions.ofAccount(accountId);
    const items = sessions.map(({ id: name, startedAt, lastUsedAt, endsAt, device }) => ({
      id: name,
      current: name === current,
      device,
      startedAt: startedAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }));
    return { items, total: items.length };
  }

  @ApiResponseSchema(null)
  @Delete()
  @HttpCode(204)
  @SkipIdempotency(true)
  async endAll(
    @Query({ schema: endQuery }) { keep }: z.infer<typeof endQuery>,
    @CurrentViewer() { accountId }: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const current = this.sessions.sessionOf(request.headers.cookie);
    await this.sessions.endOf(accountId, { but: current });
    if (keep === undefined) await this.signIn.out(request, reply);
  }

  @ApiResponseSchema(null)
  @Delete(':id')
  @HttpCode(204)
  @SkipIdempotency(true)
  async end(
    @Param('id', { schema: id }) session: string,
    @CurrentViewer() { accountId }: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (session === this.sessions.sessionOf(request.headers.cookie)) return this.signIn.out(request, reply);
    const ended = await this.sessions.endOf(accountId, { only: session });
    if (ended === 0) throw new DomainError('not-found', 'SESSION_NOT_FOUND');
  }
}
