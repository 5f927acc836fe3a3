import { z } from 'zod';
import { reasonCode } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { writtenCollege } from '../colleges.schema.js';
import { CorrectDistrict } from './correct-district.js';

export class CorrectDistrictController extends CommandRoute(
  'POST api/colleges/:id/correct-district',
  { allow: ['organiser'], body: z.strictObject({ district: reasonCode }), response: writtenCollege },
  ({ id, body, context }) => new CorrectDistrict({ collegeId: id, ...body }, context),
) {}
