import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { UndoMerger } from './undo-merger.js';

export class UndoMergerController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/undo-merger',
  {
    allow: ['organiser'],
    confirmed: true,
    body: z.strictObject({ reason }),
    response: writtenChallenge,
  },
  ({ id, collegeId, body, context }) => new UndoMerger({ challengeId: id, collegeId, ...body }, context),
) {}
