export {
  action,
  actionStream,
  evidenceOf,
  requireSubmitted,
  type ActionState,
  type Actor,
  type Claim,
  type SubmittedAction,
  type ActionRef,
} from './action.js';
export type { ClaimInput } from './claim.js';
