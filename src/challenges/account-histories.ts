import { Injectable } from '@nestjs/common';
import { AccountDirectory, accountStream, collegeHistory, type CollegeHistory } from '../accounts/index.js';
import { college, collegeStream } from '../colleges/index.js';
import type { Role } from '../events/values.js';
import { DeciderCommandHandler } from '../event-store/command-handler.js';
import type { Adjuster } from './adjust-points/adjust-points.js';
import { type ChallengeState, ownerIn } from './challenge.js';

/** Histories of accounts that decide, read from the store: a college of the past counts like the present one. */
@Injectable()
export class AccountHistories {
  constructor(
    private readonly commandHandler: DeciderCommandHandler,
    private readonly accounts: AccountDirectory,
  ) {}

  /** Open accounts of a role. */
  async openOf(role: Role): Promise<string[]> {
    const all = await this.accounts.all();
    return all.flatMap((account) => (account.state === 'open' && account.role === role ? account.id : []));
  }

  /** The colleges are those that the account ever had, and those that they became. */
  async of(accountId: string, challenge: ChallengeState): Promise<CollegeHistory> {
    const { colleges, unconfirmed } = (await this.commandHandler.load(accountStream(accountId), collegeHistory)).state;
    return { colleges: await this.lineage(colleges, challenge), unconfirmed };
  }

  /** Facts about an organiser who adjusts points of a college, or confirms that. */
  async adjuster(accountId: string, collegeId: string | null, challenge: ChallengeState): Promise<Adjuster> {
    const { colleges, unconfirmed } = await this.of(accountId, challenge);
    const kin = await this.lineage(collegeId === null ? [] : [collegeId], challenge);
    return { by: accountId, isParty: [...colleges].some((one) => kin.has(one)), unconfirmed };
  }

  /** Colleges, and those that they became: by mergers in the challenge, by mergers and splits in the roster. */
  async lineage(ids: Iterable<string>, challenge: ChallengeState): Promise<ReadonlySet<string>> {
    const found = new Set(ids);
    // A set is iterated with what is added on the way.
    for (const id of found) {
      found.add(ownerIn(challenge, id));
      const { state } = await this.commandHandler.cached(collegeStream(id), college);
      if (state.status === 'registered') for (const other of state.into) found.add(other);
    }
    return found;
  }
}
