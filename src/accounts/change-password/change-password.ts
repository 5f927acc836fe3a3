import { Injectable } from '@nestjs/common';
import type { CommandContext } from '../../event-store/command-context.js';
import { DeciderCommandHandler } from '../../event-store/command-handler.js';
import type { AccountEvent } from '../../events/account.events.js';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { type Account, accountDecider, requireOpen, streamOf, type WrittenAccount } from '../account.js';
import { AccountRows } from '../accounts.repository.js';
import { checkPassword, hashPassword } from '../passwords.js';
import { PostgresSessions } from '../sessions.repository.js';

export interface PasswordChange {
  login: string;
  present: string;
  /** The stored hash that `present` matched. */
  passwordHash: string;
  wanted: string;
}

export function changePassword(account: Account): AccountEvent[] {
  return [{ type: 'PasswordChanged', data: { accountId: requireOpen(account).id } }];
}

/** A person replaces their own password. The other sessions and the open link of the account end. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly rows: AccountRows,
    private readonly commandHandler: DeciderCommandHandler,
    private readonly sessions: PostgresSessions,
  ) {}

  /** `present` was checked. Throws invalid PASSWORD_TOO_EASY or PASSWORD_HAS_LOGIN, and 403 when somebody else changed it meanwhile. */
  async execute(
    { accountId }: Viewer,
    { login, present, passwordHash: before, wanted }: PasswordChange,
    session: string | null,
    context: CommandContext,
  ): Promise<WrittenAccount> {
    checkPassword(wanted, login, 'newPassword');
    if (wanted.normalize('NFC') === present.normalize('NFC')) return { accountId, position: null };
    const passwordHash = await hashPassword(wanted);
    let position: string | null = null;
    const isDone = await this.rows.changePassword(accountId, before, passwordHash, async () => {
      const stream = streamOf(accountId);
      ({ position } = await this.commandHandler.handle(stream, accountDecider, changePassword, context));
    });
    if (!isDone) throw new Problem(403, 'WRONG_PASSWORD');
    await this.sessions.endOf(accountId, { but: session });
    return { accountId, position };
  }
}
