import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { LeaveChallenge } from './leave-challenge.js';

export class LeaveChallengeController extends CommandRoute(
  'DELETE api/challenges/:id/colleges/:collegeId',
  { allow: ['organiser'], response: writtenChallenge },
  ({ id, collegeId, context }) => new LeaveChallenge({ challengeId: id, collegeId }, context),
) {}
