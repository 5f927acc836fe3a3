import { z } from 'zod';
import { localised } from '../events/values.js';
import { paging, yesOrNo } from '../http/paging.js';
import { namedSchema, pageOf } from '../http/openapi/api-response-schema.js';

const kind = z.enum([
  ...(['question', 'approved', 'corrected', 'reclassified', 'rejected', 'lapsed', 'revoked', 'reopened'] as const),
  ...([
    'dispute-resolved',
    'dispute-dismissed',
    'evidence-taken-down',
    'points-adjusted',
    'objection-settled',
  ] as const),
  ...(['final', 'final-reopened', 'revealed', 'rescheduled', 'submissions-reopened', 'cancelled'] as const),
  ...(['dispute-raised', 'objection-raised', 'adjustment-proposed'] as const),
  ...(['lapse-soon', 'dispute-ends-soon', 'submissions-close-soon'] as const),
]);

export const notificationFilter = { unread: yesOrNo.optional(), ...paging(50, 100) };

const unread = z.int().min(0).describe('unread ones in all');

export const notificationList = namedSchema(
  'NotificationList',
  pageOf(
    z.object({
      id: z.string(),
      at: z.iso.datetime().describe('when it happened; of a deadline, when it came near'),
      kind,
      challengeId: z.string(),
      actionId: z.string().nullable(),
      words: localised(1000),
      href: z.string().describe('path of the page that it is about'),
      read: z.boolean(),
    }),
  ).extend({ unread }),
);

const notificationId = z.string().regex(/^[a-z0-9:-]{1,200}$/);

/** Some by id, or all up to an instant. */
export const readBody = z.union([
  z.strictObject({ ids: z.array(notificationId).min(1).max(300) }),
  z.strictObject({
    upTo: z.iso.datetime().describe('all of this moment and before, such as `at` of the newest one shown'),
  }),
]);

export const unreadCount = namedSchema('UnreadCount', z.object({ unread }));

const language = z.enum(['kk', 'ru', 'en']);
const mail = z.enum(['off', 'at-once', 'daily']).describe('daily: at 18:00 in Aqtau');

export const notificationSettings = namedSchema(
  'NotificationSettings',
  z.object({
    language,
    mail,
    push: z.boolean().describe('to the browsers that are subscribed'),
    address: z.string().nullable().describe('verified mail address'),
    pendingAddress: z.string().nullable().describe('awaits its code'),
    canMail: z.boolean().describe('this server sends mail'),
    browsers: z.int().min(0).describe('browsers subscribed to push messages'),
  }),
);

export const settingsBody = z.strictObject({
  language: language.optional(),
  mail: mail.optional(),
  push: z.boolean().optional(),
});

export const addressBody = z.strictObject({
  address: z
    .string()
    .trim()
    .max(254)
    .pipe(z.email())
    .transform((address) => address.replace(/@.*$/, (host) => host.toLowerCase())),
});

export const codeBody = z.strictObject({ code: z.string().regex(/^\s*\d{3}\s*\d{3}\s*$/) });

export const pushKey = namedSchema(
  'PushKey',
  z.object({ publicKey: z.string().nullable().describe('for PushManager.subscribe; null = no push messages here') }),
);

const endpoint = z
  .url({ protocol: /^https$/ })
  .max(1000)
  .regex(/^[!-~]+$/);
/** Browsers write base64url, with or without padding. */
const bytes = (length: number) =>
  z
    .string()
    .regex(/^[\w+/-]{16,200}={0,2}$/)
    .refine((text) => Buffer.from(text, 'base64url').length === length, 'wrong length');

/** The JSON of a PushSubscription. */
export const subscriptionBody = z.strictObject({
  endpoint,
  expirationTime: z.number().nullable().optional(),
  keys: z.strictObject({ p256dh: bytes(65), auth: bytes(16) }),
});

export const subscriptionQuery = z.object({ endpoint });

export const deadLetterPage = paging(50, 100);
export const deadLetters = namedSchema(
  'DeadLetters',
  pageOf(
    z.object({
      id: z.string(),
      channel: z.string().describe('mail or push'),
      topic: z.string(),
      accountId: z.string(),
      attempts: z.int().min(0),
      createdAt: z.iso.datetime(),
      endedAt: z.iso.datetime(),
      error: z.string().nullable().describe('codes of the protocol, without addresses'),
    }),
  ).extend({
    waiting: z.array(
      z.object({
        channel: z.string(),
        waiting: z.int().min(0),
        dead: z.int().min(0),
        oldest: z.iso.datetime().nullable().describe('creation of the oldest one that waits'),
      }),
    ),
  }),
);
export const revivedLetters = namedSchema('RevivedLetters', z.object({ revived: z.int().min(0) }));
