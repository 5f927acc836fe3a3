import { DomainError } from '../../event-store/domain-error.js';
import type { Viewer } from '../../http/access.js';
import { Problem } from '../../http/problem.js';
import { type EvidenceFile, maySee, type NamingAction } from '../evidence-file.js';

const RETRY_SECONDS = 3;

/** A file that an action may name. */
export type ReadyFile = EvidenceFile & { mediaType: string; bytes: number; sha256: string };

/**
 * The files of these ids, in their order. Throws invalid EVIDENCE_UNKNOWN, also for another college's file, and EVIDENCE_REFUSED;
 * conflict EVIDENCE_USED; 409 EVIDENCE_NOT_READY, which a repetition mends.
 */
export function requireReady(
  ids: readonly string[],
  found: ReadonlyMap<string, EvidenceFile>,
  action: NamingAction,
  by: Viewer,
): ReadyFile[] {
  return ids.map((id, index) => {
    const file = found.get(id);
    const field = `files.${index}`;
    if (!file || !isOf(file, action, by)) throw new DomainError('invalid', 'EVIDENCE_UNKNOWN', {}, field);
    if (file.state === 'refused') throw new DomainError('invalid', 'EVIDENCE_REFUSED', {}, field);
    if (file.state !== 'ready') throw notReady(field);
    if (file.stream !== null && file.stream !== action.stream)
      throw new DomainError('conflict', 'EVIDENCE_USED', {}, field);
    return file as ReadyFile;
  });
}

/** An organiser acts for any college, but never with another college's file. */
const isOf = (file: EvidenceFile, { collegeId }: NamingAction, by: Viewer): boolean =>
  maySee(file, by) && (by.role === 'coordinator' || file.collegeId === null || file.collegeId === collegeId);

const notReady = (path: string): Problem =>
  new Problem(409, 'EVIDENCE_NOT_READY', {
    retryAfterSeconds: RETRY_SECONDS,
    errors: [{ path, code: 'EVIDENCE_NOT_READY', message: '' }],
  });
