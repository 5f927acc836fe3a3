import { z } from 'zod';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { endedCollege } from '../colleges.schema.js';
import { ReopenCollege } from './reopen-college.js';

const body = z.strictObject({ reason, note: freeText(2000).optional() });

export class ReopenCollegeController extends CommandRoute(
  'POST api/colleges/:id/reopen',
  { allow: ['organiser'], confirmed: true, body, response: endedCollege },
  ({ id: collegeId, body: { note, ...input }, context }) => new ReopenCollege({ collegeId, ...input }, context, note),
) {}
