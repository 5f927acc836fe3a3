import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';
import { InviteAgain } from './invite-again/invite-again.js';
import { InviteAccount } from './invite-account/invite-account.js';

/** A server without an organiser offers a one-time link at every start. */
@Injectable()
export class FirstOrganiser {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
    private readonly commands: CommandBus,
  ) {}

  /** The token of the link; null = there is an organiser who can sign in. */
  async token(correlationId: string): Promise<string | null> {
    const withLogin = new Set((await this.rows.people()).filter(({ login }) => login !== null).map(({ id }) => id));
    const organisers = (await this.directory.all()).flatMap((account) =>
      account.state === 'open' && account.role === 'organiser' ? [account] : [],
    );
    if (organisers.some(({ id }) => withLogin.has(id))) return null;
    const bySystem = { actor: 'system', correlationId };
    const [waiting] = organisers;
    if (waiting !== undefined)
      return (await this.commands.execute(new InviteAgain({ accountId: waiting.id }, bySystem))).token;
    return (await this.commands.execute(new InviteAccount({ role: 'organiser' }, bySystem))).token;
  }
}
