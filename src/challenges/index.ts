export {
  challenge,
  challengeStream,
  ownerIn,
  rulesFor,
  requireOpened,
  requireRunning,
  type ChallengeState,
  type RunningChallenge,
} from './challenge.js';
export { AccountHistories } from './account-histories.js';
export { entrantIn } from './entrant.js';
export { actionsOf } from './merged-colleges.js';
export { isStaff } from './challenge-view.js';
export { ChallengeFacts, type FinalFacts, OpenObjections } from './challenge-facts.js';
export { type PreviewedStandings, StandingsPreviews } from './preview-rulebook/standings-previews.js';
export { defaultRulebook } from './default-rulebooks/default-rulebook.js';
export { GetChallenge } from './get-challenge/get-challenge.js';
export { ListChallenges } from './list-challenges/list-challenges.js';
export { due, KeepCalendar } from './keep-calendar/keep-calendar.js';
export { ListAdjustments } from './list-adjustments/list-adjustments.js';
export { ListFinals } from './list-finals/list-finals.js';
export { ListRulebooks } from './list-rulebooks/list-rulebooks.js';
