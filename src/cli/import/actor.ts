import type { INestApplicationContext } from '@nestjs/common';
import { AccountDirectory } from '../../accounts/account-directory.js';
import { AccountRows } from '../../accounts/accounts.repository.js';
import { normalLogin } from '../../accounts/sign-in/sign-in.js';
import type { Viewer } from '../../http/access.js';
import { ImportStopped } from './import-stopped.js';

/** The account in whose name an import is made, by login or id; without one it is the system itself. Throws ImportStopped. */
export async function actorOf(app: INestApplicationContext, named: string | undefined): Promise<Viewer> {
  if (named === undefined) return { accountId: 'system', role: 'organiser', collegeId: null };
  const row = await app.get(AccountRows, { strict: false }).byLogin(normalLogin(named));
  const account = await app.get(AccountDirectory, { strict: false }).find(row?.id ?? named);
  if (account.state !== 'open' || !account.role) throw new ImportStopped(`There is no open account ${named}.`);
  return { accountId: account.id, role: account.role, collegeId: account.collegeId };
}
