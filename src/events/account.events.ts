import { z } from 'zod';
import type { EventOf } from './event.js';
import { id, removedBy, role, secondFactorKind, uuid } from './values.js';

/** Stream `account-<id>`. No names: those are rows that can be erased. */
export const accountEvents = {
  /** A reviewer's and a coordinator's account names their college. */
  AccountInvited: z.object({ accountId: id, role, collegeId: id.nullable() }),
  RoleGranted: z.object({ accountId: id, role, collegeId: id.nullable() }),
  RoleRevoked: z.object({ accountId: id, role }),
  AccountClosed: z.object({ accountId: id }),
  /** Secrets are rows; the event names the factor alone. */
  SecondFactorAdded: z.object({ accountId: id, factorId: uuid, kind: secondFactorKind }),
  SecondFactorRemoved: z.object({ accountId: id, factorId: uuid, kind: secondFactorKind, by: removedBy }),
  RecoveryCodesReplaced: z.object({ accountId: id }),
};

export type AccountEvent = EventOf<typeof accountEvents>;
