export {
  action,
  actionStream,
  evidenceOf,
  requireSubmitted,
  type ActionState,
  type Claim,
  type SubmittedAction,
  type ActionRef,
} from './action.js';
export type { Actor } from './actor.js';
export type { ClaimInput } from './claim.js';
