import type { Role } from '../events/values.js';
import { DomainError } from '../event-store/domain-error.js';
import { type ActionState, requireSubmitted, type SubmittedAction } from './action.js';

/** The account behind a command. */
export interface Actor {
  accountId: string;
  role: Role;
  /** The college a coordinator submits for, or a reviewer belongs to. */
  collegeId: string | null;
}

/** Coordinators act for their own college, organisers for any. Throws forbidden NOT_YOUR_COLLEGE. */
export function requireCollege(collegeId: string, by: Actor): void {
  const may = by.role === 'organiser' || (by.role === 'coordinator' && by.collegeId === collegeId);
  if (!may) throw new DomainError('forbidden', 'NOT_YOUR_COLLEGE');
}

/**
 * The action, for a college that acts on its own. Throws not-found ACTION_UNKNOWN, also to a coordinator of another college;
 * to others forbidden NOT_YOUR_COLLEGE.
 */
export function requireOwned(state: ActionState, by: Actor): SubmittedAction {
  const action = requireSubmitted(state);
  const { collegeId } = action.ref;
  if (by.role === 'coordinator' && by.collegeId !== collegeId) throw new DomainError('not-found', 'ACTION_UNKNOWN');
  requireCollege(collegeId, by);
  return action;
}

/** The action, for a reviewer of another college. Throws not-found ACTION_UNKNOWN, forbidden REVIEWERS_ONLY and OWN_COLLEGE. */
export function requireReviewable(state: ActionState, by: Actor): SubmittedAction {
  const action = requireSubmitted(state);
  if (by.role !== 'reviewer') throw new DomainError('forbidden', 'REVIEWERS_ONLY');
  if (by.collegeId === action.ref.collegeId) throw new DomainError('forbidden', 'OWN_COLLEGE');
  return action;
}
