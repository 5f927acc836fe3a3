import { z } from 'zod';
import { role } from '../events/values.js';
import { namedSchema, pageOf, writeResponse } from '../http/openapi/api-response-schema.js';

const viewer = z.object({ accountId: z.string(), role, collegeId: z.string().nullable() });

export const signedIn = namedSchema('SignedIn', z.object({ viewer }));
export const whoAsks = namedSchema('WhoAsks', z.object({ viewer: viewer.nullable().describe('null = not signed in') }));

export const accountList = namedSchema(
  'AccountList',
  pageOf(
    z.object({
      id: z.string(),
      state: z.enum(['open', 'closed']),
      role: role.nullable(),
      collegeId: z.string().nullable(),
      name: z.string().nullable(),
      login: z.string().nullable(),
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
  }),
);
export const accepted = namedSchema('AcceptedInvitation', writeResponse('accountId', 'login'));
