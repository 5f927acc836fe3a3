import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { id, reasonCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { texts } from '../../http/text-input.js';
import { writtenCollege } from '../colleges.schema.js';
import { RegisterCollege } from './register-college.js';

const body = z.strictObject({ id: id.optional(), names: texts(300), shortNames: texts(60), district: reasonCode });

export class RegisterCollegeController extends CommandRoute(
  'POST api/colleges',
  { allow: ['organiser'], body, status: 201, response: writtenCollege },
  ({ body: { id: collegeId = randomUUID(), ...input }, context }) =>
    new RegisterCollege({ collegeId, ...input }, context),
) {}
