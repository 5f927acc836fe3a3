import { z } from 'zod';
import { reasonCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { UndoMerger } from './undo-merger.js';

export class UndoMergerController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/undo-merger',
  {
    allow: ['organiser'],
    confirmed: true,
    body: z.strictObject({ reason: reasonCode }),
    response: writtenChallenge,
  },
  ({ id, collegeId, body, context }) => new UndoMerger({ challengeId: id, collegeId, ...body }, context),
) {}
