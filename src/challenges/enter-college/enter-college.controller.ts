import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenEntrant } from '../challenges.schema.js';
import { EnterCollege } from './enter-college.js';

export class EnterCollegeController extends CommandRoute(
  'POST api/challenges/:id/colleges',
  { allow: ['organiser'], body: z.strictObject({ collegeId: id }), response: writtenEntrant },
  ({ id: challengeId, body, context }) => new EnterCollege({ challengeId, ...body }, context),
) {}
