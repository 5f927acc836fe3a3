import type { Viewer } from '../http/access.js';
import type { Audience } from '../../projections/standings/standings.contract.js';

const staff: readonly Viewer['role'][] = ['organiser', 'reviewer', 'auditor'];

/** Whose boards a caller sees; coordinators and screens see what the public sees. */
export function audienceOf(viewer: Viewer | null): Audience {
  return viewer && staff.includes(viewer.role) ? 'staff' : 'public';
}
