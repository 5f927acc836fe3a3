import { z } from 'zod';
import { reasonCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { freeText } from '../../http/text-input.js';
import { writtenAction } from '../actions.schema.js';
import { RequestInformation } from './request-information.js';

export class RequestInformationController extends CommandRoute(
  'POST api/actions/:id/request-information',
  {
    allow: ['reviewer'],
    body: z.strictObject({ reason: reasonCode, note: freeText(2000).optional() }),
    response: writtenAction,
  },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new RequestInformation({ actionId: id, ...input }, viewer, context, note),
) {}
