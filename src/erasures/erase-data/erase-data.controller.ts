import { z } from 'zod';
import { id, uuid } from '../../events/values.js';
import { CommandRoute } from '../../http/command-route.js';
import { reason } from '../../http/reason.js';
import { ERASABLE } from '../erasure.js';
import { erasureResult } from '../erasures.schema.js';
import { EraseData } from './erase-data.js';

const body = z.strictObject({
  of: z.enum(ERASABLE),
  id,
  texts: z.array(uuid).min(1).max(1_000).optional(),
  reason,
  dryRun: z.boolean().default(false),
});

export class EraseDataController extends CommandRoute(
  'POST api/erasures',
  { allow: ['organiser'], confirmed: true, body, response: erasureResult },
  ({ body: input, context }) => new EraseData(input, context),
) {}
