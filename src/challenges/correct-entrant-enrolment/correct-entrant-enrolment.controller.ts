import { z } from 'zod';
import { day, students } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { writtenChallenge } from '../challenges.schema.js';
import { CorrectEntrantEnrolment } from './correct-entrant-enrolment.js';

export class CorrectEntrantEnrolmentController extends CommandRoute(
  'POST api/challenges/:id/colleges/:collegeId/enrolment',
  {
    allow: ['organiser'],
    body: z.strictObject({ students, enrolmentAsOf: day, reason }),
    response: writtenChallenge,
  },
  ({ id, collegeId, body, context }) => new CorrectEntrantEnrolment({ challengeId: id, collegeId, ...body }, context),
) {}
