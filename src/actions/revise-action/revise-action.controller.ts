import { z } from 'zod';
import { uuid } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenAction } from '../actions.schema.js';
import { claimFields } from '../request-fields.js';
import { ReviseAction } from './revise-action.js';

/** The whole claim; evidence that stays is named in `keep`. */
const body = z.strictObject({ ...claimFields, keep: z.array(uuid).max(50).default([]) });

export class ReviseActionController extends CommandRoute(
  'POST api/actions/:id/revise',
  { allow: ['coordinator', 'organiser'], body, response: writtenAction },
  ({ id, body, viewer, context }) => new ReviseAction({ actionId: id, claim: body }, viewer, context),
) {}
