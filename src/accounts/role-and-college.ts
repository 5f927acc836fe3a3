import { DomainError } from '../event-store/domain-error.js';
import type { Role } from '../events/values.js';

export interface RoleAndCollege {
  role: Role;
  /** Absent = not said; null = said to be none, which only a reviewer from outside the colleges may be. */
  collegeId?: string | null;
}

/** The college that goes with a role. Throws invalid COLLEGE_REQUIRED or COLLEGE_NOT_WANTED. */
export function collegeOf({ role, collegeId }: RoleAndCollege): string | null {
  const isMissing = role === 'coordinator' ? !collegeId : role === 'reviewer' && collegeId === undefined;
  if (isMissing) throw new DomainError('invalid', 'COLLEGE_REQUIRED', {}, 'collegeId');
  if (collegeId && role !== 'coordinator' && role !== 'reviewer')
    throw new DomainError('invalid', 'COLLEGE_NOT_WANTED', {}, 'collegeId');
  return collegeId ?? null;
}
