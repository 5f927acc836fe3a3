import { CommandRoute } from '../../http/command-route.js';
import { writtenAction } from '../actions.schema.js';
import { WithdrawDispute } from './withdraw-dispute.js';

export class WithdrawDisputeController extends CommandRoute(
  'POST api/actions/:id/withdraw-dispute',
  { allow: ['coordinator'], response: writtenAction },
  ({ id, viewer, context }) => new WithdrawDispute({ actionId: id }, viewer, context),
) {}
