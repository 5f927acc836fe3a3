import { Injectable } from '@nestjs/common';
import type { Viewer } from '../http/access.js';
import { AccountDirectory } from './account-directory.js';
import { AccountRows } from './accounts.repository.js';

/** Something a person must hear about their own account. */
export interface AccountNotice {
  code: 'PASSWORD_RESET';
  /** ISO instant. */
  at: string;
  /** Issuer of the link: an account id or `system`; null = a link of an earlier version. */
  by: string | null;
}

/** Tells people that a link of somebody else has set their password, until they say that they know. */
@Injectable()
export class Notices {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly rows: AccountRows,
  ) {}

  async of(viewer: Viewer | null): Promise<AccountNotice[]> {
    const resets = viewer ? await this.directory.resetsOf(viewer.accountId) : [];
    if (!viewer || resets.length === 0) return [];
    const seen = await this.rows.resetsSeen(viewer.accountId);
    return resets.slice(seen).map(({ at, by }) => ({ code: 'PASSWORD_RESET', at, by }));
  }

  async acknowledge({ accountId }: Viewer): Promise<void> {
    await this.rows.setResetsSeen(accountId, (await this.directory.resetsOf(accountId)).length);
  }
}
