import { z } from 'zod';
import { role } from '../events/values.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';

const viewer = z.object({ accountId: z.string(), role, collegeId: z.string().nullable() });

const secondFactor = <const Values extends readonly string[]>(values: Values) =>
  z
    .enum(values)
    .optional()
    .describe(
      'needed = send a code to POST /api/session/second-factor; to-add = this session may do nothing but add a second factor',
    );

export const passwordReset = z.object({
  at: z.iso.datetime(),
  by: z.string().nullable().describe('account that issued the link, or system; null = a link of an earlier version'),
});
const notices = z
  .array(passwordReset.extend({ code: z.literal('PASSWORD_RESET') }))
  .describe('what the person must hear, such as a reset of their password by somebody else; see acknowledgeNotices');
export const signedIn = namedSchema('SignedIn', z.object({ viewer, notices, secondFactor: secondFactor(['to-add']) }));
const confirmedUntil = z.iso
  .datetime()
  .nullable()
  .describe('until then commands that need the password again are open; null = send it to /api/session/confirm first');
export const whoAsks = namedSchema(
  'WhoAsks',
  z.object({
    viewer: viewer.nullable().describe('null = not signed in'),
    confirmedUntil,
    notices,
    secondFactor: secondFactor(['needed', 'to-add']),
  }),
);
export const acknowledged = namedSchema('AcknowledgedNotices', z.object({ notices }));
export const confirmed = namedSchema('ConfirmedSession', z.object({ viewer, confirmedUntil, notices }));

export const ownSessions = namedSchema(
  'OwnSessions',
  pageOf(
    z.object({
      id: z.string(),
      current: z.boolean().describe('the session of this request'),
      device: z.string().nullable().describe('browser and system, without versions; null = a program'),
      startedAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().describe('to the minute'),
      endsAt: z.iso.datetime().describe('its end without another request'),
    }),
  ),
);

export const accountList = namedSchema(
  'AccountList',
  pageOf(
    z.object({
      id: z.string(),
      state: z.enum(['open', 'closed']),
      role: role.nullable(),
      collegeId: z.string().nullable(),
      unconfirmed: z
        .boolean()
        .describe('said to belong to no college, not confirmed by another organiser; it decides on no action'),
      name: z.string().nullable(),
      login: z.string().nullable(),
      resets: z.array(passwordReset).describe('when links of others set its password, oldest first'),
      invited: z.boolean().describe('has not chosen a login yet; screens have none'),
    }),
  ),
);

export const writtenAccount = namedSchema('WrittenAccount', writeResponse('accountId'));
export const invitation = namedSchema(
  'Invitation',
  writeResponse('accountId').extend({
    token: z.string().nullable().describe('shown once; null in a repeated response when the link was used or replaced'),
    path: z.string().nullable(),
    url: z.string().nullable(),
    qr: z
      .string()
      .nullable()
      .describe('QR code of the link as an SVG image; null = the link was used, or the server knows no public address'),
  }),
);
export const accepted = namedSchema(
  'AcceptedInvitation',
  writeResponse('accountId', 'login').extend({ secondFactor: secondFactor(['needed']) }),
);
