import type { INestApplicationContext } from '@nestjs/common';
import { AccountDirectory } from '../../accounts/account-directory.js';
import { AccountRows } from '../../accounts/accounts.repository.js';
import { normalLogin } from '../../accounts/sign-in/sign-in.js';
import type { Viewer } from '../../http/access.js';
import { ImportRefused } from './import-refused.js';

/** The account that imports, by login or id; without one the system itself imports. Throws ImportRefused. */
export async function accountOf(app: INestApplicationContext, named: string | undefined): Promise<Viewer> {
  if (named === undefined) return { accountId: 'system', role: 'organiser', collegeId: null };
  const row = await app.get(AccountRows, { strict: false }).byLogin(normalLogin(named));
  const account = await app.get(AccountDirectory, { strict: false }).find(row?.id ?? named);
  if (account.state !== 'open' || !account.role) throw new ImportRefused('ACCOUNT_NOT_OPEN', named);
  return { accountId: account.id, role: account.role, collegeId: account.collegeId };
}
