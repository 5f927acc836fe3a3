import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { text } from '../../http/text-input.js';
import { writtenCollege } from '../colleges.schema.js';
import { SetCollegeAliases } from './set-college-aliases.js';

export class SetCollegeAliasesController extends CommandRoute(
  'PUT api/colleges/:id/aliases',
  {
    allow: ['organiser'],
    body: z.strictObject({ aliases: z.array(text(300)).max(100) }),
    response: writtenCollege,
  },
  ({ id, body, context }) => new SetCollegeAliases({ collegeId: id, ...body }, context),
) {}
