import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { MergeEntrants } from './merge-entrants.js';

export class MergeEntrantsController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/merge',
  { allow: ['organiser'], confirmed: true, body: z.strictObject({ into: id, reason }), response: writtenChallenge },
  ({ id: challengeId, collegeId, body, context }) =>
    new MergeEntrants({ challengeId, from: collegeId, ...body }, context),
) {}
