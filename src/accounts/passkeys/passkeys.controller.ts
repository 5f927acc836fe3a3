import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
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
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { writtenAccount } from '../accounts.schema.js';
import { OwnPasskeys } from './own-passkeys.js';
import { addedPasskey, addSchema, creationOptions, ownPasskeys, renameSchema } from './passkeys.schema.js';

/** The passkeys of the caller. */
@Controller('api/account/passkeys')
@Allow(['organiser', 'reviewer', 'coordinator', 'auditor'])
export class OwnPasskeysController {
  constructor(private readonly passkeys: OwnPasskeys) {}

  @ApiResponseSchema(ownPasskeys)
  @Get()
  @OpenWithoutSecondFactor(true)
  async list(@CurrentViewer() { accountId }: Viewer, @Req() request: FastifyRequest) {
    const items = (await this.passkeys.list(accountId)).map(({ id, name, isSynced, createdAt, lastUsedAt }) => ({
      ...{ id, name, synced: isSynced },
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
    return { items, total: items.length, offered: this.passkeys.areOffered(request) };
  }

  @ApiResponseSchema(creationOptions)
  @Post('options')
  @HttpCode(200)
  @OpenWithoutSecondFactor(true)
  @Confirmed(true)
  @SkipIdempotency(true)
  options(@CurrentViewer() { accountId }: Viewer, @Req() request: FastifyRequest) {
    return this.passkeys.options(accountId, request);
  }

  @ApiResponseSchema(addedPasskey)
  @Post()
  @OpenWithoutSecondFactor(true)
  @SkipIdempotency(true)
  add(
    @Body({ schema: addSchema }) { response, name }: z.infer<typeof addSchema>,
    @CurrentViewer() { accountId }: Viewer,
    @RequestContext() context: CommandContext,
    @Req() request: FastifyRequest,
  ) {
    // The standard leaves out what zod says is null or undefined.
    const given = response as unknown as RegistrationResponseJSON;
    return this.passkeys.add({ accountId, response: given, name }, context, request);
  }

  @ApiResponseSchema(null)
  @Post(':passkeyId/rename')
  @HttpCode(204)
  @SkipIdempotency(true)
  async rename(
    @Param('passkeyId', { schema: uuid }) passkeyId: string,
    @Body({ schema: renameSchema }) { name }: z.infer<typeof renameSchema>,
    @CurrentViewer() { accountId }: Viewer,
  ): Promise<void> {
    await this.passkeys.rename(accountId, passkeyId, name);
  }

  @ApiResponseSchema(writtenAccount)
  @Delete(':passkeyId')
  @Confirmed(true)
  remove(
    @Param('passkeyId', { schema: uuid }) passkeyId: string,
    @CurrentViewer() { accountId }: Viewer,
    @RequestContext() context: CommandContext,
  ) {
    return this.passkeys.remove(accountId, passkeyId, context);
  }
}
