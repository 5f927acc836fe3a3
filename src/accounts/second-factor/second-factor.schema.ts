import { z } from 'zod';
import { secondFactorKind } from '../../events/values.js';
import { namedSchema, writeResponse } from '../../http/openapi/api-response-schema.js';

export const ownFactors = namedSchema(
  'OwnSecondFactors',
  z.object({
    factors: z.array(z.object({ id: z.string(), kind: secondFactorKind })),
    recoveryCodes: z.int().min(0).describe('codes that are not used yet'),
    required: z.boolean().describe('the role needs a second factor'),
  }),
);

export const offeredFactor = namedSchema(
  'OfferedSecondFactor',
  z.object({
    factorId: z.string(),
    secret: z.string().describe('for typing into the app'),
    uri: z.string().describe('the content of the QR code'),
  }),
);

export const recoveryCodes = namedSchema(
  'RecoveryCodes',
  writeResponse('accountId').extend({
    recoveryCodes: z.array(z.string()).describe('each opens one sign-in without the app; shown once'),
  }),
);
