import { CommandRoute } from '../../http/command-route.js';
import { writtenAccount } from '../accounts.schema.js';
import { ConfirmNoCollege } from './confirm-no-college.js';

export class ConfirmNoCollegeController extends CommandRoute(
  'POST api/accounts/:id/confirm-no-college',
  { allow: ['organiser'], confirmed: true, response: writtenAccount },
  ({ id: accountId, context }) => new ConfirmNoCollege({ accountId }, context),
) {}
