import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountHandler } from '../account.handler.js';
import { requireOpen } from '../account.js';
import { PasskeyRows } from '../passkeys/passkeys.repository.js';
import { PostgresSessions } from '../sessions.repository.js';
import {
  AddSecondFactor,
  addSecondFactor,
  RemoveSecondFactor,
  removeSecondFactor,
  ReplaceRecoveryCodes,
  replaceRecoveryCodes,
} from './second-factor.js';
import { SecondFactorRows } from './second-factors.repository.js';

@CommandHandler(AddSecondFactor)
export class AddSecondFactorHandler extends AccountHandler implements ICommandHandler<AddSecondFactor> {
  async execute({ input, context }: AddSecondFactor) {
    return this.decide(input.accountId, context, (state) => addSecondFactor(input, state));
  }
}

/** Deletes the secret after the event. A removal by somebody else ends the sessions. */
@CommandHandler(RemoveSecondFactor)
export class RemoveSecondFactorHandler extends AccountHandler implements ICommandHandler<RemoveSecondFactor> {
  @Inject(SecondFactorRows) private readonly factors!: SecondFactorRows;
  @Inject(PasskeyRows) private readonly passkeys!: PasskeyRows;
  @Inject(PostgresSessions) private readonly sessions!: PostgresSessions;

  async execute({ input, context }: RemoveSecondFactor) {
    const { accountId, by } = input;
    const written = await this.decide(accountId, context, (state) => removeSecondFactor(input, state));
    const { factors, passkeys } = requireOpen(await this.directory.find(accountId));
    await this.factors.keepOnly(
      accountId,
      factors.map(({ id }) => id),
    );
    await this.passkeys.keepOnly(accountId, passkeys);
    if (by !== 'self') await this.sessions.endOf(accountId);
    return written;
  }
}

@CommandHandler(ReplaceRecoveryCodes)
export class ReplaceRecoveryCodesHandler extends AccountHandler implements ICommandHandler<ReplaceRecoveryCodes> {
  async execute({ input, context }: ReplaceRecoveryCodes) {
    return this.decide(input.accountId, context, replaceRecoveryCodes);
  }
}
