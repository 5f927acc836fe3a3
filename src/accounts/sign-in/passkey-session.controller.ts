import { Body, Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Allow } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { signedIn } from '../accounts.schema.js';
import { Notices } from '../notices.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { passkeySignInSchema, requestOptions } from '../passkeys/passkeys.schema.js';

/** A sign-in without login and password. */
@Controller('api/session/passkey')
@Allow(['anyone'])
export class PasskeySessionController {
  constructor(
    private readonly passkeys: PasskeySignIn,
    private readonly notices: Notices,
  ) {}

  @ApiResponseSchema(requestOptions)
  @Post('options')
  @HttpCode(200)
  @SkipIdempotency(true)
  options(@Req() request: FastifyRequest) {
    return this.passkeys.options(request);
  }

  @ApiResponseSchema(signedIn)
  @Post()
  @HttpCode(200)
  @SkipIdempotency(true)
  async open(
    @Body({ schema: passkeySignInSchema }) { response, remember }: z.infer<typeof passkeySignInSchema>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const given = withoutNull(response);
    const { viewer } = await this.passkeys.finish({ response: given, remember }, request, reply);
    return { viewer, notices: await this.notices.of(viewer) };
  }
}

/** Some authenticators send null for an owner that they do not know. */
function withoutNull({
  response,
  ...rest
}: z.infer<typeof passkeySignInSchema>['response']): AuthenticationResponseJSON {
  const { userHandle, ...signed } = response;
  const presented = { ...rest, response: { ...signed, ...(userHandle ? { userHandle } : {}) } };
  return presented as unknown as AuthenticationResponseJSON;
}
