import { z } from 'zod';
import { role } from '../events/values.js';
import { named, pageOf, written } from '../http/openapi/answers.js';

const viewer = z.object({ accountId: z.string(), role, collegeId: z.string().nullable() });

export const signedIn = named('SignedIn', z.object({ viewer }));
export const whoAsks = named('WhoAsks', z.object({ viewer: viewer.nullable().describe('null = not signed in') }));

export const accountList = named(
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

export const writtenAccount = named('WrittenAccount', written('accountId'));
export const invitation = named(
  'Invitation',
  written('accountId').extend({ token: z.string().describe('shown once'), path: z.string(), url: z.string() }),
);
export const accepted = named('AcceptedInvitation', written('accountId', 'login'));
