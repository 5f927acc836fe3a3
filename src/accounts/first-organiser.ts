import { Injectable } from '@nestjs/common';
import { AccountCommands } from './account-commands.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';

/** A server nobody can run yet offers a one-time link to its first organiser at every start. */
@Injectable()
export class FirstOrganiser {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
    private readonly commands: AccountCommands,
  ) {}

  /** The token of the link; null = there is an organiser who can sign in. */
  async token(correlationId: string): Promise<string | null> {
    const withLogin = new Set((await this.rows.people()).filter(({ login }) => login !== null).map(({ id }) => id));
    const organisers = (await this.directory.all()).flatMap((account) =>
      account.state === 'open' && account.role === 'organiser' ? [account.id] : [],
    );
    if (organisers.some((id) => withLogin.has(id))) return null;
    const [waiting] = organisers;
    if (waiting !== undefined) {
      await this.rows.add(waiting, null);
      return this.rows.newInvitation(waiting);
    }
    const { token } = await this.commands.invite({ role: 'organiser' }, { actor: 'system', correlationId });
    return token;
  }
}
