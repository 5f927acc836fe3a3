import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { LeaveChallenge } from './leave-challenge.js';

const body = z.strictObject({ reason, countsInTotals: z.boolean().default(false) });

export class LeaveChallengeController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/leave',
  { allow: ['organiser'], body, response: writtenChallenge },
  ({ id, collegeId, body, context }) => new LeaveChallenge({ challengeId: id, collegeId, ...body }, context),
) {}

/** The older name, without a reason. */
export class RemoveCollegeController extends CommandRoute(
  'DELETE api/challenges/:id/colleges/:collegeId',
  { allow: ['organiser'], response: writtenChallenge },
  ({ id, collegeId, context }) =>
    new LeaveChallenge({ challengeId: id, collegeId, reason: 'not-stated', countsInTotals: false }, context),
) {}
