import { Injectable } from '@nestjs/common';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { AccountDirectory, viewerFor } from '../account-directory.js';
import { SignIn } from './sign-in.js';
import { proveKey } from '../passkeys/passkey-proof.js';
import { CHALLENGE_MS, PasskeyRows } from '../passkeys/passkeys.repository.js';
import { RelyingParties, type RelyingParty } from '../passkeys/relying-party.js';

interface Presented {
  response: AuthenticationResponseJSON;
  remember?: boolean | undefined;
}

/** A sign-in by passkey, without login and password. The device has checked a finger, a face or a PIN, so it needs no second step. */
@Injectable()
export class PasskeySignIn {
  constructor(
    private readonly rows: PasskeyRows,
    private readonly directory: AccountDirectory,
    private readonly parties: RelyingParties,
    private readonly signIn: SignIn,
  ) {}

  /** Names no account, so it tells a stranger nothing. Throws conflict PASSKEYS_NOT_HERE. */
  async options({ raw }: FastifyRequest): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { rpId } = this.parties.require(raw);
    return generateAuthenticationOptions({
      rpID: rpId,
      userVerification: 'required',
      timeout: CHALLENGE_MS,
      challenge: await this.rows.newChallenge(null),
    });
  }

  /** Throws 401 PASSKEY_REFUSED, the same whatever was wrong, 429 after too many tries, and conflict PASSKEYS_NOT_HERE. */
  async finish(
    { response, remember }: Presented,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ viewer: Viewer }> {
    const party = this.parties.require(request.raw);
    const refund = await this.signIn.countPasskey(request);
    const proved = await this.prove(response, party);
    if (!proved) throw new Problem(401, 'PASSKEY_REFUSED');
    await refund();
    const { viewer, revision } = proved;
    await this.signIn.start({ id: viewer.accountId, revision }, request, reply, { remember });
    return { viewer };
  }

  private async prove(
    response: AuthenticationResponseJSON,
    party: RelyingParty,
  ): Promise<{ viewer: Viewer; revision: number } | null> {
    const passkey = await this.rows.byCredential(response.id);
    const account = passkey && (await this.directory.find(passkey.accountId));
    // An event may have removed the key a moment ago, while its row is still there.
    if (!passkey || account?.state !== 'open' || !account.passkeys.includes(passkey.id)) return null;
    const viewer = viewerFor(account);
    const owner = response.response.userHandle;
    if (!viewer || (owner !== undefined && owner !== Buffer.from(account.id).toString('base64url'))) return null;
    const counter = await proveKey(response, passkey, party, (challenge) => this.rows.useChallenge(challenge, null));
    if (counter === null || !(await this.rows.use(passkey, counter))) return null;
    return { viewer, revision: account.revision };
  }
}
