import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AppConfig } from '../../config/environment.js';
import type { CommandContext } from '../../event-store/command-context.js';
import type { SecondFactorKind } from '../../events/values.js';
import { DomainError } from '../../event-store/domain-error.js';
import type { WrittenAccount } from '../account.js';
import { requireOpen } from '../account.js';
import { AccountDirectory } from '../account-directory.js';
import { PostgresSessions } from '../sessions.repository.js';
import { AddSecondFactor, RemoveSecondFactor, ReplaceRecoveryCodes, requireFreeKind } from './second-factor.js';
import { isSecondFactorOn, requiresSecondFactor } from './second-factor-policy.js';
import { SecondFactorRows } from './second-factors.repository.js';
import { base32, newTotpSecret, totpUri } from './totp.js';

/** A secret that an authenticator app is to read; it counts once a code of the app proves it. */
export interface OfferedFactor {
  factorId: string;
  secret: string;
  uri: string;
}

export interface OwnFactorList {
  factors: readonly { id: string; kind: SecondFactorKind }[];
  /** Codes that are not used yet. */
  recoveryCodes: number;
  /** True when the role needs a second factor. */
  required: boolean;
}

/** The caller's own second factors, for page and API. */
@Injectable()
export class OwnFactors {
  constructor(
    private readonly rows: SecondFactorRows,
    private readonly directory: AccountDirectory,
    private readonly commands: CommandBus,
    private readonly sessions: PostgresSessions,
    private readonly config: AppConfig,
  ) {}

  async list(accountId: string): Promise<OwnFactorList> {
    const account = requireOpen(await this.directory.find(accountId));
    return {
      factors: account.factors.map(({ id, kind }) => ({ id, kind })),
      recoveryCodes: await this.rows.recoveryCodesLeft(accountId),
      required: requiresSecondFactor(this.config, account),
    };
  }

  /** Throws conflict SECOND_FACTOR_OFF or SECOND_FACTOR_EXISTS. */
  async offer(accountId: string): Promise<OfferedFactor> {
    requireFreeKind('totp', await this.on(accountId));
    const secret = newTotpSecret();
    const factorId = await this.rows.add(accountId, 'totp', secret);
    return { factorId, ...this.written(secret, await this.rows.labelOf(accountId)) };
  }

  /** The secret once more, for a code that was mistyped. Throws not-found SECOND_FACTOR_NOT_OFFERED. */
  async offered(accountId: string, factorId: string): Promise<OfferedFactor> {
    const secret = await this.rows.secretOf(accountId, factorId);
    requireFreeKind('totp', await this.on(accountId));
    if (secret === null) throw new DomainError('not-found', 'SECOND_FACTOR_NOT_OFFERED');
    return { factorId, ...this.written(secret, await this.rows.labelOf(accountId)) };
  }

  /** Adds the offered factor and ends all other sessions. The first factor brings recovery codes, which are shown once. */
  async confirm(
    { accountId, factorId, code }: { accountId: string; factorId: string; code: string },
    context: CommandContext,
    cookie: string | undefined,
  ): Promise<WrittenAccount & { recoveryCodes: string[] }> {
    await this.offered(accountId, factorId);
    if (!(await this.rows.acceptApp(accountId, [factorId], code)))
      throw new DomainError('invalid', 'WRONG_CODE_OF_APP', {}, 'code');
    const written = await this.commands.execute(new AddSecondFactor({ accountId, factorId, kind: 'totp' }, context));
    await this.sessions.endOf(accountId, { but: this.sessions.sessionOf(cookie) });
    const recoveryCodes = await this.rows.newRecoveryCodes(accountId);
    return { ...written, recoveryCodes };
  }

  remove(accountId: string, factorId: string, context: CommandContext): Promise<WrittenAccount> {
    return this.commands.execute(new RemoveSecondFactor({ accountId, factorId, by: 'self' }, context));
  }

  /** Older codes stop working. Throws conflict SECOND_FACTOR_NONE. */
  async replaceRecoveryCodes(
    accountId: string,
    context: CommandContext,
  ): Promise<WrittenAccount & { recoveryCodes: string[] }> {
    const written = await this.commands.execute(new ReplaceRecoveryCodes({ accountId }, context));
    return { ...written, recoveryCodes: await this.rows.newRecoveryCodes(accountId) };
  }

  private written = (secret: Buffer, login: string) => ({ secret: base32(secret), uri: totpUri(secret, login) });

  private async on(accountId: string) {
    if (!isSecondFactorOn(this.config)) throw new DomainError('conflict', 'SECOND_FACTOR_OFF');
    return requireOpen(await this.directory.find(accountId));
  }
}
