import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, Confirmed, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { addressBody, codeBody, notificationSettings, settingsBody } from '../notifications.schema.js';
import { OwnNotificationSettings } from './own-notification-settings.js';

/** How a person hears of notifications. Responses under a key would store an address for a day. */
@Controller('api/account/notifications')
@Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
export class NotificationSettingsController {
  constructor(private readonly settings: OwnNotificationSettings) {}

  @ApiResponseSchema(notificationSettings)
  @Get()
  show(@CurrentViewer() { accountId }: Viewer) {
    return this.settings.show(accountId);
  }

  @ApiResponseSchema(notificationSettings)
  @Put()
  @SkipIdempotency(true)
  async change(
    @Body({ schema: settingsBody }) body: z.infer<typeof settingsBody>,
    @CurrentViewer() { accountId }: Viewer,
  ) {
    await this.settings.change(accountId, body);
    return this.settings.show(accountId);
  }

  /** A forgotten password is reset by mail, so the address needs the password again. */
  @ApiResponseSchema(notificationSettings)
  @Put('address')
  @Confirmed(true)
  @SkipIdempotency(true)
  async propose(
    @Body({ schema: addressBody }) { address }: z.infer<typeof addressBody>,
    @CurrentViewer() { accountId }: Viewer,
  ) {
    await this.settings.proposeAddress(accountId, address);
    return this.settings.show(accountId);
  }

  @ApiResponseSchema(notificationSettings)
  @Post('address/confirm')
  @HttpCode(200)
  @SkipIdempotency(true)
  async confirm(
    @Body({ schema: codeBody }) { code }: z.infer<typeof codeBody>,
    @CurrentViewer() { accountId }: Viewer,
  ) {
    await this.settings.confirmAddress(accountId, code.replaceAll(/\s/g, ''));
    return this.settings.show(accountId);
  }

  @ApiResponseSchema(notificationSettings)
  @Delete('address')
  @SkipIdempotency(true)
  async remove(@CurrentViewer() { accountId }: Viewer) {
    await this.settings.removeAddress(accountId);
    return this.settings.show(accountId);
  }
}
