import { z } from 'zod';
import { id, role } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenAccount } from '../accounts.schema.js';
import { GrantRole, RevokeRole } from './change-role.js';

export class GrantRoleController extends CommandRoute(
  'POST api/accounts/:id/grant',
  {
    allow: ['organiser'],
    confirmed: true,
    body: z.strictObject({ role, collegeId: id.nullish() }),
    response: writtenAccount,
  },
  ({ id: accountId, body, context }) => new GrantRole({ accountId, ...body }, context),
) {}

export class RevokeRoleController extends CommandRoute(
  'POST api/accounts/:id/revoke',
  { allow: ['organiser'], response: writtenAccount },
  ({ id: accountId, context }) => new RevokeRole({ accountId }, context),
) {}
