import { z } from 'zod';
import { day } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { RescheduleChallenge } from './reschedule-challenge.js';

const body = z.strictObject({ opensOn: day.optional(), closesOn: day.optional(), reason });

export class RescheduleChallengeController extends CommandRoute(
  'POST api/challenges/:id/reschedule',
  { allow: ['organiser'], body, response: writtenChallenge },
  ({ id, body, context }) => new RescheduleChallenge({ challengeId: id, ...body }, context),
) {}
