import type { Viewer } from '../http/access.js';

export type EvidenceState = 'uploading' | 'checking' | 'ready' | 'refused';

/** A file of evidence: one row, whose bytes are a part, then a cleaned file in the evidence store. */
export interface EvidenceFile {
  id: string;
  accountId: string;
  /** Null = an organiser uploads it, for a college that the action will name. */
  collegeId: string | null;
  state: EvidenceState;
  /** Code of a refusal, and what its message says besides. */
  reason: string | null;
  reasonParams: Readonly<Record<string, number>> | null;
  /** Bytes as sent. */
  length: number;
  mediaType: string | null;
  /** Bytes of the cleaned file. */
  bytes: number | null;
  width: number | null;
  height: number | null;
  /** Hexadecimal SHA-256 of the cleaned file. */
  sha256: string | null;
  /** The action that names it. */
  stream: string | null;
  createdAt: Date;
  changedAt: Date;
}

/** The action that names files. */
export interface NamingAction {
  stream: string;
  /** The college that submitted it. */
  collegeId: string;
}

export const UNFINISHED_HOURS = 24;
const HOUR_MS = 3_600_000;

/** An unfinished upload is deleted at this time. */
export const expiryOf = ({ createdAt }: Pick<EvidenceFile, 'createdAt'>): Date =>
  new Date(createdAt.getTime() + UNFINISHED_HOURS * HOUR_MS);

/** Another college's file does not exist for a coordinator. */
export const maySee = ({ accountId, collegeId }: EvidenceFile, viewer: Viewer): boolean =>
  viewer.role !== 'coordinator' ||
  (collegeId === null ? accountId === viewer.accountId : collegeId === viewer.collegeId);
