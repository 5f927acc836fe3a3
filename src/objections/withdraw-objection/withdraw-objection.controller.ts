import { CommandRoute } from '../../http/command-route.js';
import { writtenObjection } from '../objections.schema.js';
import { WithdrawObjection } from './withdraw-objection.js';

export class WithdrawObjectionController extends CommandRoute(
  'POST api/objections/:id/withdraw',
  { allow: ['coordinator', 'auditor'], response: writtenObjection },
  ({ id, viewer, context }) => new WithdrawObjection({ objectionId: id }, viewer, context),
) {}
