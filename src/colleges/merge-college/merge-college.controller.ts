import { z } from 'zod';
import { id } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { freeText } from '../../http/text-input.js';
import { endedCollege } from '../colleges.schema.js';
import { MergeCollege } from './merge-college.js';

const body = z.strictObject({ into: id, reason, note: freeText(2000).optional() });

export class MergeCollegeController extends CommandRoute(
  'POST api/colleges/:id/merge',
  { allow: ['organiser'], confirmed: true, body, response: endedCollege },
  ({ id: collegeId, body: { note, ...input }, context }) => new MergeCollege({ collegeId, ...input }, context, note),
) {}
