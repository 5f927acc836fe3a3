import { Body, Controller, Delete, Get, HttpCode, Post, Query } from '@nestjs/common';
import type { z } from 'zod';
import { DomainError } from '../../event-store/domain-error.js';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { pushKey, subscriptionBody, subscriptionQuery } from '../notifications.schema.js';
import { PushChannel } from './push-channel.js';
import { PushKeyRow } from './push-keys.repository.js';
import { PushSubscriptions } from './push-subscriptions.repository.js';

@Controller('api/push')
@Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
export class PushController {
  constructor(
    private readonly keys: PushKeyRow,
    private readonly subscriptions: PushSubscriptions,
    private readonly channel: PushChannel,
  ) {}

  @ApiResponseSchema(pushKey)
  @Get('key')
  async key() {
    return { publicKey: (await this.keys.keys())?.publicKey ?? null };
  }

  @ApiResponseSchema(null)
  @Post('subscriptions')
  @HttpCode(204)
  @SkipIdempotency(true)
  async subscribe(
    @Body({ schema: subscriptionBody }) { endpoint, keys }: z.infer<typeof subscriptionBody>,
    @CurrentViewer() { accountId }: Viewer,
  ): Promise<void> {
    if (!this.channel.allows(endpoint)) throw new DomainError('invalid', 'PUSH_ADDRESS_REFUSED', {}, 'endpoint');
    await this.subscriptions.add(accountId, { endpoint, keys });
  }

  /** A browser of somebody else is no different from none. */
  @ApiResponseSchema(null)
  @Delete('subscriptions')
  @HttpCode(204)
  @SkipIdempotency(true)
  unsubscribe(
    @Query({ schema: subscriptionQuery }) { endpoint }: z.infer<typeof subscriptionQuery>,
    @CurrentViewer() { accountId }: Viewer,
  ): Promise<void> {
    return this.subscriptions.remove(accountId, endpoint);
  }
}
