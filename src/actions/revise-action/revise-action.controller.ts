import { z } from 'zod';
import { uuid } from '../../events/values.js';
import { freeText } from '../../http/text-input.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenAction } from '../actions.schema.js';
import { claimFields } from '../request-fields.js';
import { ReviseAction } from './revise-action.js';

/** The whole claim; evidence that stays is named in `keep`. */
const body = z.strictObject({
  ...claimFields,
  keep: z.array(uuid).max(50).default([]),
  answer: freeText(2000).optional().describe('Words to the reviewer, shown beside the question.'),
});

export class ReviseActionController extends CommandRoute(
  'POST api/actions/:id/revise',
  { allow: ['coordinator', 'organiser'], body, response: writtenAction },
  ({ id, body: { answer, ...claim }, viewer, context }) =>
    new ReviseAction({ actionId: id, claim }, viewer, context, answer ?? null),
) {}
