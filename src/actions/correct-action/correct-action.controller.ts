import { z } from 'zod';
import { verified } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { writtenDecision } from '../actions.schema.js';
import { seenRevision } from '../request-fields.js';
import { CorrectAction } from './correct-action.js';

const body = z.strictObject({ verified, reason, note: freeText(2000).optional(), revision: seenRevision });

export class CorrectActionController extends CommandRoute(
  'POST api/actions/:id/correct',
  { allow: ['reviewer'], body, response: writtenDecision },
  ({ id, body: { note, ...input }, viewer, context }) =>
    new CorrectAction({ actionId: id, ...input }, viewer, context, note),
) {}
