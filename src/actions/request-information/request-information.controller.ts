import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenAction } from '../actions.schema.js';
import { RequestInformation } from './request-information.js';

export class RequestInformationController extends CommandRoute(
  'POST api/actions/:id/request-information',
  {
    allow: ['reviewer'],
    body: z.strictObject({ reason, note: freeText(2000).optional() }),
    response: writtenAction,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new RequestInformation({ actionId: id, ...input }, viewer, context, note),
) {}
