export {
  action,
  actionStream,
  evidenceOf,
  filed,
  type ActionState,
  type Claim,
  type FiledAction,
  type Whose,
} from './action.js';
export type { Asker } from './asker.js';
export type { ClaimInput } from './claim.js';
