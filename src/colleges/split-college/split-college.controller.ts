import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { endedCollege } from '../colleges.schema.js';
import { SplitCollege } from './split-college.js';

const body = z.strictObject({
  into: z.array(id).min(1).max(50),
  ends: z.boolean(),
  reason,
  note: freeText(2000).optional(),
});

export class SplitCollegeController extends CommandRoute(
  'POST api/colleges/:id/split',
  { allow: ['organiser'], confirmed: true, body, response: endedCollege },
  ({ id: collegeId, body: { note, ...input }, context }) => new SplitCollege({ collegeId, ...input }, context, note),
) {}
