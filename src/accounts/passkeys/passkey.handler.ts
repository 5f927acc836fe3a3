import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AccountHandler } from '../account.handler.js';
import { requireOpen } from '../account.js';
import { AddPasskey, addPasskey, RemovePasskey, removePasskey } from './passkey.js';
import { PasskeyRows } from './passkeys.repository.js';

@CommandHandler(AddPasskey)
export class AddPasskeyHandler extends AccountHandler implements ICommandHandler<AddPasskey> {
  async execute({ input, context }: AddPasskey) {
    return this.decide(input.accountId, context, (state) => addPasskey(input, state));
  }
}

/** Deletes the public key after the event, which alone decides whether a key opens the account. */
@CommandHandler(RemovePasskey)
export class RemovePasskeyHandler extends AccountHandler implements ICommandHandler<RemovePasskey> {
  @Inject(PasskeyRows) private readonly passkeys!: PasskeyRows;

  async execute({ input, context }: RemovePasskey) {
    const { accountId } = input;
    const written = await this.decide(accountId, context, (state) => removePasskey(input, state));
    await this.passkeys.keepOnly(accountId, requireOpen(await this.directory.find(accountId)).passkeys);
    return written;
  }
}
