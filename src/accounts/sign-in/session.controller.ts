import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow, CurrentViewer, OpenWithoutSecondFactor, type QorzhynRequest, type Viewer } from '../../http/access.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { Notices } from '../notices.js';
import { PostgresSessions } from '../sessions.repository.js';
import { PasswordCheck } from './password-check.js';
import { SecondStep } from './second-step.js';
import { SignIn } from './sign-in.js';
import { codeSchema, confirmSchema, signInSchema } from './sign-in.schema.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { confirmed, signedIn, whoAsks } from '../accounts.schema.js';

const people = ['organiser', 'reviewer', 'coordinator', 'auditor'] as const;

@Controller('api/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly secondStep: SecondStep,
    private readonly passwords: PasswordCheck,
    private readonly sessions: PostgresSessions,
    private readonly notices: Notices,
  ) {}

  @ApiResponseSchema(signedIn)
  @Post()
  @HttpCode(200)
  @Allow(['anyone'])
  @SkipIdempotency(true)
  async open(
    @Body({ schema: signInSchema }) credentials: z.infer<typeof signInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withNotices(await this.signIn.withPassword(credentials, request, reply));
  }

  @ApiResponseSchema(signedIn)
  @Post('second-factor')
  @HttpCode(200)
  @Allow(['anyone'])
  @SkipIdempotency(true)
  async finish(
    @Body({ schema: codeSchema }) given: z.infer<typeof codeSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.withNotices(await this.secondStep.finish(given, request, reply));
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
  async who(@CurrentViewer() viewer: Viewer | null, @Req() request: FastifyRequest & QorzhynRequest) {
    const answer = await this.answer(viewer, request);
    if (request.enrolling) return { ...answer, secondFactor: 'to-add' };
    return viewer || !(await this.secondStep.isAwaited(request)) ? answer : { ...answer, secondFactor: 'needed' };
  }

  @ApiResponseSchema(confirmed)
  @Post('confirm')
  @HttpCode(200)
  @Allow(people)
  @OpenWithoutSecondFactor(true)
  @SkipIdempotency(true)
  async confirm(
    @Body({ schema: confirmSchema }) { password }: z.infer<typeof confirmSchema>,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ) {
    await this.passwords.requireOwn(viewer, password, request);
    await this.sessions.confirm(this.sessions.sessionOf(request.headers.cookie)!);
    return this.answer(viewer, request);
  }

  private async withNotices<Answer extends { viewer: Viewer }>(answer: Answer) {
    return { ...answer, notices: await this.notices.of(answer.viewer) };
  }

  private async answer(viewer: Viewer | null, { headers }: FastifyRequest) {
    const session = viewer && this.sessions.sessionOf(headers.cookie);
    const until = session === null ? null : await this.sessions.confirmedUntil(session);
    return { viewer, confirmedUntil: until?.toISOString() ?? null, notices: await this.notices.of(viewer) };
  }
}
