import type { AccountEvent } from '../../events/account.events.js';
import { type Account, AccountCommand, requireOpen } from '../account.js';

/** Signs an account out everywhere, for example when a phone is lost. */
export class EndSessions extends AccountCommand {}

export function endSessions(account: Account, facts: { liveSessions: number }): AccountEvent[] {
  const { id: accountId } = requireOpen(account);
  return facts.liveSessions === 0 ? [] : [{ type: 'SessionsEnded', data: { accountId } }];
}
