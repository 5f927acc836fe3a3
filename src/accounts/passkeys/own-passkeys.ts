import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '../../event-store/command-context.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { QorzhynRequest } from '../../http/access.js';
import { requireOpen, type WrittenAccount } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { PostgresSessions } from '../sessions.repository.js';
import { deviceName } from '../device-name.js';
import { AddPasskey, RemovePasskey, requireRoom } from './passkey.js';
import { ALGORITHMS, proveNewKey } from './passkey-proof.js';
import { CHALLENGE_MS, PasskeyRows, type StoredPasskey } from './passkeys.repository.js';
import { RelyingParties } from './relying-party.js';

/** The caller's own passkeys, for page and API. */
@Injectable()
export class OwnPasskeys {
  constructor(
    private readonly rows: PasskeyRows,
    private readonly directory: AccountDirectory,
    private readonly commands: CommandBus,
    private readonly parties: RelyingParties,
    private readonly sessions: PostgresSessions,
  ) {}

  /** False = this address has no passkeys. */
  areOffered({ raw }: FastifyRequest): boolean {
    return this.parties.find(raw) !== null;
  }

  /** The oldest first. */
  async list(accountId: string): Promise<StoredPasskey[]> {
    const { passkeys } = requireOpen(await this.directory.find(accountId));
    return (await this.rows.ofAccount(accountId)).filter(({ id }) => passkeys.includes(id));
  }

  /** Throws conflict PASSKEYS_NOT_HERE or PASSKEYS_FULL. */
  async options(accountId: string, { raw }: FastifyRequest): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { rpId } = this.parties.require(raw);
    requireRoom(await this.directory.find(accountId));
    const login = await this.rows.labelOf(accountId);
    return generateRegistrationOptions({
      rpName: 'Qorzhyn',
      rpID: rpId,
      userName: login,
      userDisplayName: login,
      userID: new Uint8Array(Buffer.from(accountId)),
      challenge: await this.rows.newChallenge(accountId),
      timeout: CHALLENGE_MS,
      attestationType: 'none',
      supportedAlgorithmIDs: ALGORITHMS,
      // A sign-in without a login needs a key that the device lists by itself, and a finger or a PIN.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: (await this.list(accountId)).map(({ credentialId: id, transports }) => ({
        id,
        transports: [...transports],
      })),
    });
  }

  /** Throws invalid PASSKEY_NOT_PROVED, conflict PASSKEYS_NOT_HERE, PASSKEYS_FULL or PASSKEY_KNOWN. */
  async add(
    { accountId, response, name }: { accountId: string; response: RegistrationResponseJSON; name?: string | undefined },
    context: CommandContext,
    request: FastifyRequest & Partial<QorzhynRequest>,
  ): Promise<WrittenAccount & { passkeyId: string }> {
    const party = this.parties.require(request.raw);
    requireRoom(await this.directory.find(accountId));
    const proved = await proveNewKey(response, party, (challenge) => this.rows.useChallenge(challenge, accountId));
    if (!proved) throw new DomainError('invalid', 'PASSKEY_NOT_PROVED');
    const named = name ?? deviceName(request.headers['user-agent']) ?? 'Passkey';
    const passkeyId = await this.rows.add({ ...proved, accountId, name: named, rpId: party.rpId });
    const written = await this.commands.execute(new AddPasskey({ accountId, passkeyId }, context));
    // The key opens the account for every session that lacked a second factor, so the others end.
    if (request.enrolling)
      await this.sessions.endOf(accountId, { but: this.sessions.sessionOf(request.headers.cookie) });
    return { ...written, passkeyId };
  }

  /** Throws not-found PASSKEY_NOT_FOUND. */
  async rename(accountId: string, passkeyId: string, name: string): Promise<void> {
    if (!(await this.rows.rename(accountId, passkeyId, name))) throw new DomainError('not-found', 'PASSKEY_NOT_FOUND');
  }

  remove(accountId: string, passkeyId: string, context: CommandContext): Promise<WrittenAccount> {
    return this.commands.execute(new RemovePasskey({ accountId, passkeyId, by: 'self' }, context));
  }
}
