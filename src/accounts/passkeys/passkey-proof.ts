import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import { decodeAttestationObject } from '@simplewebauthn/server/helpers';
import type { RelyingParty } from './relying-party.js';
import type { NewPasskey, StoredPasskey } from './passkeys.repository.js';

/** Ed25519, ECDSA with P-256, and RSA for Windows. */
export const ALGORITHMS = [-8, -7, -257];

type UseChallenge = (challenge: string) => Promise<boolean>;
type Proved = Pick<NewPasskey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'isSynced'>;

/** The facts that a device proves about its new key; null = nothing. */
export async function proveNewKey(
  response: RegistrationResponseJSON,
  { rpId, origin }: RelyingParty,
  useChallenge: UseChallenge,
): Promise<Proved | null> {
  try {
    if (!hasNoCertificates(response)) return null;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: useChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return null;
    const { credential, credentialDeviceType } = registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: credential.publicKey,
      counter: credential.counter,
      transports: response.response.transports ?? [],
      isSynced: credentialDeviceType === 'multiDevice',
    };
  } catch {
    // The library throws for whatever does not fit, and its message says nothing to a person.
    return null;
  }
}

/** The new count of a key that signed the challenge; null = it did not. */
export async function proveKey(
  response: AuthenticationResponseJSON,
  passkey: StoredPasskey,
  { rpId, origin }: RelyingParty,
  useChallenge: UseChallenge,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: useChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: new Uint8Array(passkey.publicKey),
        counter: passkey.counter,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/**
 * False = the device sent certificates, which nobody asked for. To check a chain, the library may load the revocation list that a
 * certificate names, from any address.
 */
function hasNoCertificates({ response }: RegistrationResponseJSON): boolean {
  const object = decodeAttestationObject(new Uint8Array(Buffer.from(response.attestationObject, 'base64url')));
  const format = object.get('fmt');
  return format === 'none' || (format === 'packed' && object.get('attStmt').get('x5c') === undefined);
}
