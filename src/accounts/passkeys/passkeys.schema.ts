import { z } from 'zod';
import { publicText } from '../../events/values.js';
import { namedSchema, pageOf, writeResponse } from '../../http/openapi/api-response-schema.js';

const base64url = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^[A-Za-z0-9_-]*$/);
const attachment = z.enum(['platform', 'cross-platform']).nullish();
/** Browsers add results of extensions that nobody asked for. */
const extensions = z.record(z.string().max(100), z.unknown()).default({});

/** `RegistrationResponseJSON` of the Web Authentication standard. */
const registration = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    attestationObject: base64url(64_000),
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions,
});

/** `AuthenticationResponseJSON` of the Web Authentication standard. */
const authentication = z.object({
  id: base64url(1400),
  rawId: base64url(1400),
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url(8000),
    authenticatorData: base64url(8000),
    signature: base64url(8000),
    userHandle: base64url(200).nullish(),
  }),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions,
});

const passkeyName = publicText(60).describe('for the person alone, such as the name of the phone');
export const addSchema = z.strictObject({
  response: registration.describe('the answer of `navigator.credentials.create`, as JSON'),
  name: passkeyName.optional(),
});
export const renameSchema = z.strictObject({ name: passkeyName });
export const passkeySignInSchema = z.strictObject({
  response: authentication.describe('the answer of `navigator.credentials.get`, as JSON'),
  remember: z.boolean().optional().describe('false = the cookies end with the browser; absent = true'),
});

const challenge = z.string().describe('good once, for ten minutes');
export const creationOptions = namedSchema(
  'PasskeyCreationOptions',
  z
    .looseObject({
      challenge,
      rp: z.object({ id: z.string().optional(), name: z.string() }),
      user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    })
    .describe('options of `navigator.credentials.create`, as JSON'),
);
export const requestOptions = namedSchema(
  'PasskeyRequestOptions',
  z.looseObject({ challenge, rpId: z.string().optional() }).describe('options of `navigator.credentials.get`, as JSON'),
);

export const ownPasskeys = namedSchema(
  'OwnPasskeys',
  pageOf(
    z.object({
      id: z.string(),
      name: z.string(),
      synced: z.boolean().describe('the key is on other devices of the person too'),
      createdAt: z.iso.datetime(),
      lastUsedAt: z.iso.datetime().nullable(),
    }),
  ).extend({ offered: z.boolean().describe('false = this address of the server has no passkeys') }),
);
export const addedPasskey = namedSchema('AddedPasskey', writeResponse('accountId', 'passkeyId'));
