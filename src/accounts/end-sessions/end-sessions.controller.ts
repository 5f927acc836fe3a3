import { CommandRoute } from '../../http/command-route.js';
import { writtenAccount } from '../accounts.schema.js';
import { EndSessions } from './end-sessions.js';

export class EndSessionsController extends CommandRoute(
  'POST api/accounts/:id/end-sessions',
  { allow: ['organiser'], response: writtenAccount },
  ({ id: accountId, context }) => new EndSessions({ accountId }, context),
) {}
