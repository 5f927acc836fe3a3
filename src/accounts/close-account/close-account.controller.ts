import { CommandRoute } from '../../http/command-route.js';
import { writtenAccount } from '../accounts.schema.js';
import { CloseAccount } from './close-account.js';

export class CloseAccountController extends CommandRoute(
  'POST api/accounts/:id/close',
  { allow: ['organiser'], confirmed: true, response: writtenAccount },
  ({ id: accountId, context }) => new CloseAccount({ accountId }, context),
) {}
