export {
  challenge,
  challengeStream,
  requireChallenge,
  rulesFor,
  requireRunning,
  type ChallengeState,
  type PublishedRulebook,
  type RunningChallenge,
} from './challenge.js';
export { ChallengeFacts, type FinalFacts } from './challenge-facts.js';
export { defaultRulebook } from './default-rulebooks/default-rulebook.js';
export { leagueOf } from './league.js';
export { GetChallenge } from './get-challenge/get-challenge.js';
export { ListChallenges } from './list-challenges/list-challenges.js';
export { due, KeepCalendar } from './keep-calendar/keep-calendar.js';
