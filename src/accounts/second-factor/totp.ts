import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const STEP_S = 30;
const SECRET_BYTES = 20;
const ISSUER = 'Qorzhyn';

export const newTotpSecret = (): Buffer => randomBytes(SECRET_BYTES);

/** As people type it into an authenticator app. */
export const base32 = (secret: Buffer): string => secretOf(secret).base32;

/** The address that an authenticator app reads from a QR code. */
export const totpUri = (secret: Buffer, label: string): string =>
  new TOTP({ issuer: ISSUER, label, secret: secretOf(secret) }).toString();

/** The step of a right code: the present one or a neighbour, because clocks differ. Null = a wrong code. */
export function stepOf(code: string, secret: Buffer, now: Date): number | null {
  const timestamp = now.getTime();
  const delta = TOTP.validate({ token: code, secret: secretOf(secret), timestamp, window: 1 });
  return delta === null ? null : Math.floor(timestamp / 1000 / STEP_S) + delta;
}

const secretOf = (bytes: Buffer): Secret => Secret.fromHex(bytes.toString('hex'));
