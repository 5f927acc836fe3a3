import type { Role } from '../../events/values.js';

/** Where a person of a role begins. */
export const startOf = (role: Role): string =>
  role === 'screen' ? '/' : role === 'coordinator' ? '/portal' : '/console';
