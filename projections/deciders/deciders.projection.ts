import type { Projection } from '../projection.js';

/** An account as flags of its decisions see it. */
export interface DeciderDocument {
  accountId: string;
  /** Every college that the account ever had, in any role. */
  colleges: readonly string[];
  /** Instants at which the password was set through a link of somebody else. */
  resets: readonly string[];
  /** Challenge → college → decisions. */
  decisions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

type Decided = { data: { challengeId: string; collegeId: string } };

const withCollege = (document: DeciderDocument, { data: { collegeId } }: { data: { collegeId: string | null } }) =>
  collegeId === null ? document : { ...document, colleges: [...new Set([...document.colleges, collegeId])] };

/** An id may be a word such as `constructor`, which every object has. */
const ownOr = <Value>(record: Readonly<Record<string, Value>>, key: string, otherwise: Value): Value =>
  Object.hasOwn(record, key) ? record[key]! : otherwise;

function decided(document: DeciderDocument, { data: { challengeId, collegeId } }: Decided): DeciderDocument {
  const of = ownOr(document.decisions, challengeId, {});
  const counted = { ...of, [collegeId]: ownOr(of, collegeId, 0) + 1 };
  return { ...document, decisions: { ...document.decisions, [challengeId]: counted } };
}

/** Accounts with their colleges, resets of their passwords and counted decisions. */
export const decidersProjection: Projection<DeciderDocument> = {
  name: 'deciders',
  version: 1,
  key: ({ data }) => ('accountId' in data ? data.accountId : 'reviewer' in data ? data.reviewer : null),
  initial: (accountId) => ({ accountId, colleges: [], resets: [], decisions: {} }),
  when: {
    AccountInvited: withCollege,
    RoleGranted: withCollege,
    PasswordReset: (document, { metadata }) => ({ ...document, resets: [...document.resets, metadata.recordedAt] }),
    ActionEndorsed: decided,
    ActionApproved: decided,
    ActionRejected: decided,
    ActionCorrected: decided,
    ApprovalRevoked: decided,
    ActionReclassified: decided,
    DecisionReopened: decided,
    DisputeDismissed: decided,
    DisputeResolved: decided,
  },
};
