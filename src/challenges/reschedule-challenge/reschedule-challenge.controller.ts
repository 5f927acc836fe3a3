import { z } from 'zod';
import { day, reasonCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { RescheduleChallenge } from './reschedule-challenge.js';

const body = z.strictObject({ opensOn: day.optional(), closesOn: day.optional(), reason: reasonCode });

export class RescheduleChallengeController extends CommandRoute(
  'POST api/challenges/:id/reschedule',
  { allow: ['organiser'], body, response: writtenChallenge },
  ({ id, body, context }) => new RescheduleChallenge({ challengeId: id, ...body }, context),
) {}
