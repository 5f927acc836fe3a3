import { createHash, createPrivateKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';

/** Faults of a device. */
export interface Misbehaviour {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** Nobody touched the device, or nobody proved who they are. */
  flags?: number;
  /** Certificates of the attestation, which was not asked for. */
  x5c?: Buffer[];
  counter?: number;
  userHandle?: string;
}

const UP_UV = 0x05;
const ATTESTED = 0x40;

/** A device with one passkey: it signs as a phone would, on this machine. */
export class SoftwarePasskey {
  readonly credentialId = randomBytes(32);
  private readonly key: KeyObject;
  private readonly point: { x: string; y: string };
  private owner = '';
  private counter = 0;

  constructor(private readonly origin: string) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }));
    this.point = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
  }

  get id(): string {
    return base64url(this.credentialId);
  }

  /** Answers the options of a new key. */
  create(
    { challenge, rp, user }: { challenge: string; rp: { id?: string }; user: { id: string } },
    wrong: Misbehaviour = {},
  ): RegistrationResponseJSON {
    this.owner = user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.credentialId.length);
    const attested = Buffer.concat([Buffer.alloc(16), length, this.credentialId, this.cosePublicKey()]);
    const authData = this.authData(wrong.rpId ?? rp.id ?? '', (wrong.flags ?? UP_UV) | ATTESTED, wrong, attested);
    const clientData = clientDataOf('webauthn.create', wrong.challenge ?? challenge, wrong.origin ?? this.origin);
    const signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.key);
    const statement = wrong.x5c
      ? new Map<string, unknown>([
          ['alg', -7],
          ['sig', signature],
          ['x5c', wrong.x5c],
        ])
      : new Map();
    const object = new Map<string, unknown>([
      ['fmt', wrong.x5c ? 'packed' : 'none'],
      ['attStmt', statement],
      ['authData', authData],
    ]);
    const response = { clientDataJSON: base64url(clientData), attestationObject: base64url(cbor(object)) };
    return { ...this.named(), response: { ...response, transports: ['internal'] } };
  }

  /** Answers the options of a sign-in. */
  get({ challenge, rpId }: { challenge: string; rpId?: string }, wrong: Misbehaviour = {}): AuthenticationResponseJSON {
    const authData = this.authData(wrong.rpId ?? rpId ?? '', wrong.flags ?? UP_UV, wrong);
    const clientData = clientDataOf('webauthn.get', wrong.challenge ?? challenge, wrong.origin ?? this.origin);
    return {
      ...this.named(),
      response: {
        clientDataJSON: base64url(clientData),
        authenticatorData: base64url(authData),
        signature: base64url(sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.key)),
        userHandle: wrong.userHandle ?? this.owner,
      },
    };
  }

  private named() {
    return { id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} } as const;
  }

  private authData(rpId: string, flags: number, { counter }: Misbehaviour, attested = Buffer.alloc(0)): Buffer {
    const count = Buffer.alloc(4);
    this.counter = counter ?? this.counter + 1;
    count.writeUInt32BE(this.counter);
    return Buffer.concat([sha256(Buffer.from(rpId)), Buffer.of(flags), count, attested]);
  }

  private cosePublicKey(): Buffer {
    const coordinate = (text: string) => Buffer.from(text, 'base64url');
    return cbor(
      new Map<number, unknown>([
        ...([
          [1, 2],
          [3, -7],
          [-1, 1],
        ] as const),
        [-2, coordinate(this.point.x)],
        [-3, coordinate(this.point.y)],
      ]),
    );
  }
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
const base64url = (bytes: Buffer) => bytes.toString('base64url');
const clientDataOf = (type: string, challenge: string, origin: string) =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

/** CBOR of integers, texts, bytes, lists and maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
  const entries = [...(value as Map<unknown, unknown>)];
  return Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, item]) => [cbor(key), cbor(item)])]);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.of((major << 5) | size);
  if (size < 256) return Buffer.of((major << 5) | 24, size);
  return Buffer.of((major << 5) | 25, size >> 8, size & 255);
}
