import { z } from 'zod';
import type { EventOf } from './event.js';
import { id, reasonCode, removedBy, role, secondFactorKind, uuid } from './values.js';

const roleAndCollege = {
  role,
  collegeId: id.nullable(),
  /** It is said to belong to no college, and another organiser has to confirm that. */
  unconfirmed: z.literal(true).optional(),
};

/** Stream `account-<id>`. No names: those are rows that can be erased. */
export const accountEvents = {
  /** A reviewer's and a coordinator's account names their college. */
  AccountInvited: z.object({ accountId: id, ...roleAndCollege }),
  /** A one-time link was made: `first` with the account, `again` in place of a lost link or password. The actor made it. */
  InvitationIssued: z.object({ accountId: id, kind: z.enum(['first', 'again']), role: role.nullable() }),
  /** The link was used by a person without a login before, or by a screen. */
  InvitationAccepted: z.object({ accountId: id }),
  /** The link was used on an account that had a login: the holder of the link chose a new password. */
  PasswordReset: z.object({ accountId: id }),
  /** The person changed their own password and knew the earlier one. */
  PasswordChanged: z.object({ accountId: id }),
  /** Somebody else signed the account out everywhere. */
  SessionsEnded: z.object({ accountId: id }),
  RoleGranted: z.object({ accountId: id, ...roleAndCollege }),
  /** The account belongs to no college. `alone` = by the one who said so, because there was no other organiser. */
  NoCollegeConfirmed: z.object({ accountId: id, alone: z.boolean() }),
  RoleRevoked: z.object({ accountId: id, role }),
  AccountClosed: z.object({ accountId: id }),
  /** Secrets are rows; the event names the factor alone. */
  SecondFactorAdded: z.object({ accountId: id, factorId: uuid, kind: secondFactorKind }),
  SecondFactorRemoved: z.object({ accountId: id, factorId: uuid, kind: secondFactorKind, by: removedBy }),
  RecoveryCodesReplaced: z.object({ accountId: id }),
  /** Public keys and their names are rows. */
  PasskeyAdded: z.object({ accountId: id, passkeyId: uuid }),
  PasskeyRemoved: z.object({ accountId: id, passkeyId: uuid, by: removedBy }),
  /** Name, login, password and sessions are gone for good; the account is closed before. */
  PersonErased: z.object({ accountId: id, reason: reasonCode }),
};

export type AccountEvent = EventOf<typeof accountEvents>;
