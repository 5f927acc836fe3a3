import { CommandRoute } from '../../http/command-route.js';
import { writtenAction } from '../actions.schema.js';
import { WithdrawAction } from './withdraw-action.js';

export class WithdrawActionController extends CommandRoute(
  'POST api/actions/:id/withdraw',
  { allow: ['coordinator', 'organiser'], response: writtenAction },
  ({ id, viewer, context }) => new WithdrawAction({ actionId: id }, viewer, context),
) {}
