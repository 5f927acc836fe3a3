import { z } from 'zod';
import { day, reasonCode, students } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { freeText } from '../../http/text-input.js';
import { writtenCollege } from '../colleges.schema.js';
import { RecordEnrolment } from './record-enrolment.js';

const body = z.strictObject({ students, asOf: day, source: reasonCode, note: freeText(1000).optional() });

export class RecordEnrolmentController extends CommandRoute(
  'POST api/colleges/:id/enrolments',
  { allow: ['organiser'], body, response: writtenCollege },
  ({ id, body: { note, ...input }, context }) => new RecordEnrolment({ collegeId: id, ...input }, context, note),
) {}
