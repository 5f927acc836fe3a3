import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { texts } from '../../http/text-input.js';
import { writtenCollege } from '../colleges.schema.js';
import { RenameCollege } from './rename-college.js';

export class RenameCollegeController extends CommandRoute(
  'POST api/colleges/:id/rename',
  {
    allow: ['organiser'],
    body: z.strictObject({ names: texts(300), shortNames: texts(60) }),
    response: writtenCollege,
  },
  ({ id, body, context }) => new RenameCollege({ collegeId: id, ...body }, context),
) {}
