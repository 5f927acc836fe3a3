import type { Role } from '../events/values.js';
import { DomainError } from '../event-store/domain-error.js';
import type { SubmittedAction } from './action.js';

/** Who asks, as the account says. */
export interface Actor {
  accountId: string;
  role: Role;
  /** The college a coordinator submits for, or a reviewer belongs to. */
  collegeId: string | null;
}

/** Coordinators act for their own college alone; organisers may file for any, on paper's behalf. Throws forbidden NOT_YOUR_COLLEGE. */
export function requireCollege(collegeId: string, by: Actor): void {
  const may = by.role === 'organiser' || (by.role === 'coordinator' && by.collegeId === collegeId);
  if (!may) throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
}

/**
 * For what is filed already. To a coordinator an action of another college is no different from none at all: throws not-found ACTION_UNKNOWN;
 * to others forbidden NOT_YOUR_COLLEGE.
 */
export function requireOwner(action: SubmittedAction, by: Actor): void {
  const { collegeId } = action.ref;
  if (by.role === 'coordinator' && by.collegeId !== collegeId) throw new DomainError('not-found', 'ACTION_UNKNOWN');
  requireCollege(collegeId, by);
}

/** Throws forbidden REVIEWERS_ONLY and OWN_COLLEGE. */
export function requireReviewer(action: SubmittedAction, by: Actor): void {
  if (by.role !== 'reviewer') throw new DomainError('forbidden', 'REVIEWERS_ONLY');
  if (by.collegeId === action.ref.collegeId) throw new DomainError('forbidden', 'OWN_COLLEGE');
}
