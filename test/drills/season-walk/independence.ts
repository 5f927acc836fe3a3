import { type Action, type Challenge, ownerIn, type Person, type RightsModel } from './rights-model.js';

/** A college and those that it became: by mergers in the challenge, by mergers and splits in the roster. */
function lineage(challenge: Challenge, id: string, known = new Set<string>()): Set<string> {
  if (known.has(id)) return known;
  known.add(id);
  const into = challenge.roster.find((college) => college.id === id)?.into ?? [];
  for (const next of [ownerIn(challenge, id), ...into]) lineage(challenge, next, known);
  return known;
}

/** The person ever had this college, or one that became it or came out of it. */
export const isParty = (challenge: Challenge, { held }: Person, collegeId: string): boolean =>
  [...held].some((one) => [...lineage(challenge, one)].some((id) => lineage(challenge, collegeId).has(id)));

/** Nobody decides on their own claim, on a college they ever belonged to, or unconfirmed; merged colleges are one. */
export function isIndependent({ claimants, challenge, collegeId }: Action, person: Person): boolean {
  return !person.outsideBy && !claimants.has(person) && !isParty(challenge, person, collegeId);
}

/** Those who decided wait while the decision is disputed; after a resolution or reopening they decide no more. */
export const isBarred = ({ barred, barredByDispute }: Action, person: Person): boolean =>
  barredByDispute.has(person) || (barred?.has(person) ?? false);

export const isReviewer = (action: Action, person: Person): boolean =>
  person.role === 'reviewer' && isIndependent(action, person);

/** When no reviewer is left for the next decision, an organiser decides in their place. */
export function standsIn(action: Action, person: Person, { people }: RightsModel): boolean {
  if (person.role !== 'organiser' || (!action.disputed && action.barred === null)) return false;
  const hasSaid = (one: Person) => isBarred(action, one) || action.endorsements.some(({ by }) => by === one);
  return isIndependent(action, person) && !people.some((one) => isReviewer(action, one) && !hasSaid(one));
}

/** Coordinators act for their own college, organisers for any. */
export const actsFor = ({ role, collegeId }: Person, owner: string): boolean =>
  role === 'organiser' || (role === 'coordinator' && collegeId === owner);

export const owns = ({ challenge, collegeId }: Action, person: Person): boolean =>
  actsFor(person, ownerIn(challenge, collegeId));
