import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { CommandContext } from '../../event-store/command-context.js';
import { uuid } from '../../events/values.js';
import {
  Allow,
  Confirmed,
  CurrentViewer,
  OpenWithoutSecondFactor,
  RequestContext,
  type Viewer,
} from '../../http/access.js';
import { CommandRoute } from '../../http/command-route.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { writtenAccount } from '../accounts.schema.js';
import { OwnFactors } from './own-factors.js';
import { RemoveSecondFactor } from './second-factor.js';
import { offeredFactor, ownFactors, recoveryCodes } from './second-factor.schema.js';

const codeSchema = z.strictObject({ code: z.string().max(100) });

/** The second factors of the caller. Responses with secrets are not stored under an Idempotency-Key. */
@Controller('api/account')
@Allow(['organiser', 'reviewer', 'coordinator', 'auditor'])
export class OwnFactorsController {
  constructor(private readonly factors: OwnFactors) {}

  @ApiResponseSchema(ownFactors)
  @Get('second-factors')
  @OpenWithoutSecondFactor(true)
  list(@CurrentViewer() { accountId }: Viewer) {
    return this.factors.list(accountId);
  }

  @ApiResponseSchema(offeredFactor)
  @Post('second-factors')
  @OpenWithoutSecondFactor(true)
  @Confirmed(true)
  @SkipIdempotency(true)
  offer(@CurrentViewer() { accountId }: Viewer) {
    return this.factors.offer(accountId);
  }

  @ApiResponseSchema(recoveryCodes)
  @Post('second-factors/:factorId/confirm')
  @HttpCode(200)
  @OpenWithoutSecondFactor(true)
  @SkipIdempotency(true)
  confirm(
    @CurrentViewer() { accountId }: Viewer,
    @Param('factorId', { schema: uuid }) factorId: string,
    @Body({ schema: codeSchema }) { code }: z.infer<typeof codeSchema>,
    @RequestContext() context: CommandContext,
    @Req() { headers }: FastifyRequest,
  ) {
    return this.factors.confirm({ accountId, factorId, code }, context, headers.cookie);
  }

  @ApiResponseSchema(writtenAccount)
  @Delete('second-factors/:factorId')
  @Confirmed(true)
  remove(
    @CurrentViewer() { accountId }: Viewer,
    @Param('factorId', { schema: uuid }) factorId: string,
    @RequestContext() context: CommandContext,
  ) {
    return this.factors.remove(accountId, factorId, context);
  }

  @ApiResponseSchema(recoveryCodes)
  @Post('recovery-codes')
  @Confirmed(true)
  @HttpCode(200)
  @SkipIdempotency(true)
  replaceCodes(@CurrentViewer() { accountId }: Viewer, @RequestContext() context: CommandContext) {
    return this.factors.replaceRecoveryCodes(accountId, context);
  }
}

/** An organiser removes the lost factors of somebody. */
export class RemoveSecondFactorController extends CommandRoute(
  'POST api/accounts/:id/remove-second-factor',
  { allow: ['organiser'], confirmed: true, response: writtenAccount },
  ({ id: accountId, viewer, context }) =>
    new RemoveSecondFactor({ accountId, by: viewer.accountId === accountId ? 'self' : 'organiser' }, context),
) {}
