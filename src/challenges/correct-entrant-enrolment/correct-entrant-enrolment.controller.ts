import { z } from 'zod';
import { day, reasonCode, students } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenChallenge } from '../challenges.schema.js';
import { CorrectEntrantEnrolment } from './correct-entrant-enrolment.js';

export class CorrectEntrantEnrolmentController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/enrolment',
  {
    allow: ['organiser'],
    body: z.strictObject({ students, enrolmentAsOf: day, reason: reasonCode }),
    response: writtenChallenge,
  },
  ({ id, collegeId, body, context }) => new CorrectEntrantEnrolment({ challengeId: id, collegeId, ...body }, context),
) {}
