import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Allow, CurrentViewer, type Viewer } from '../../http/access.js';
import { ApiResponseSchema } from '../../http/openapi/api-response-schema.js';
import { SkipIdempotency } from '../../idempotency/idempotency.interceptor.js';
import { readBody, unreadCount } from '../notifications.schema.js';
import { UnreadNotifications } from '../unread-notifications.js';

/** A repeated request changes nothing more, so it needs no key. */
@Controller('api/notifications/read')
export class MarkReadController {
  constructor(private readonly notifications: UnreadNotifications) {}

  @ApiResponseSchema(unreadCount)
  @Post()
  @HttpCode(200)
  @Allow(['coordinator', 'reviewer', 'organiser', 'auditor'])
  @SkipIdempotency(true)
  async mark(@Body({ schema: readBody }) body: z.infer<typeof readBody>, @CurrentViewer() viewer: Viewer) {
    const ids = 'ids' in body ? new Set(body.ids) : null;
    // Instants are compared as numbers, because a client may write fewer digits.
    const upTo = 'upTo' in body ? Date.parse(body.upTo) : -Infinity;
    const unread = await this.notifications.markRead(viewer, ({ id, at }) =>
      ids === null ? Date.parse(at) <= upTo : ids.has(id),
    );
    return { unread };
  }
}
