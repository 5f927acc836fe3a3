import type { Role } from '../../../src/events/values.js';
import { type ActionDecision, noTargets, type Targets } from './targets.js';

/**
 * People, colleges, challenges and actions as the READMEs of the features describe them. It shares nothing with the rules of the
 * product, so that a fault in either shows as a difference.
 */
export interface Person {
  /** For a reader: `reviewer-2`. */
  name: string;
  id: string;
  /** Null = revoked. */
  role: Role | null;
  /** Closed for good. */
  closed: boolean;
  collegeId: string | null;
  /** Every college the account ever had. */
  held: Set<string>;
  /** It can sign in, so it can confirm others. */
  hasLogin: boolean;
  /** Organiser whose word that there is no college waits for another; null = nothing waits. */
  outsideBy: Person | null;
}

export interface College {
  id: string;
  /** Null = the enrolment is not known. */
  students: number | null;
  enrolmentAsOf: string;
  /** Number of the present name. */
  name: number;
  district: number;
  /** Number of the present aliases; null = none yet. */
  aliases: number | null;
  /** Only an active one enters challenges and gets coordinators. */
  state: 'active' | 'merged' | 'split' | 'closed';
  /** The college it merged into, or those that came out of it. */
  into: string[];
  /** People who recorded numbers of its students. */
  recorders: Set<Person>;
}

/** The fields of a rulebook that differ between versions. */
export interface Terms {
  /** Two reviewers, two organisers, days of disputes and lapses. */
  options: boolean;
  /** Points a tree. */
  weight: number;
  minimumStudents: number;
  perDay: number;
  leagues: boolean;
}

export interface Book {
  version: number;
  retroactive: boolean;
  terms: Terms;
}

export interface Entrant extends Pick<College, 'enrolmentAsOf' | 'name'> {
  students: number;
  league: string | null;
}

export interface Adjustment {
  id: string;
  collegeId: string;
  points: number;
  by: Person;
  state: 'proposed' | 'alone' | 'confirmed' | 'declined';
}

export interface Challenge {
  id: string;
  /** All colleges, as they are now. */
  roster: readonly College[];
  state: 'none' | 'announced' | 'open' | 'closed' | 'final' | 'cancelled';
  track: string;
  title: string;
  /** The first announcement; a repeated one is compared with it. */
  announcement: string;
  opensOn: string;
  closesOn: string;
  frozen: boolean;
  /** It was final once and is not now. */
  reopened: boolean;
  /** Day on which it got its rulebook. */
  readyOn: string | null;
  lastVersion: number;
  books: Book[];
  entrants: Map<string, Entrant>;
  left: Map<string, Entrant>;
  /** Each merged college as it was then, and the one it merged into. */
  merged: Map<string, { into: string; entrant: Entrant }>;
  adjustments: Map<string, Adjustment>;
  /** A rulebook asked for two organisers since the opening. */
  twoOrganisers: boolean;
  targets: Targets;
  objections: Objection[];
}

export interface Claim {
  kind: string;
  doneOn: string;
  trees: number;
}

/** A first yes. */
export interface Endorsement {
  by: Person;
  trees: number;
  /** All that it would set. */
  wish: string;
}

export interface Objection {
  id: string;
  /** Null = of an auditor. */
  collegeId: string | null;
  by: Person;
  /** The target, and the college whose points or number that decides. */
  key: string;
  concerns: string | null;
  decision: string;
  state: 'open' | 'upheld' | 'dismissed' | 'withdrawn';
  /** The settlement; its repetition is quiet. */
  settlement: string | null;
}

export interface Evidence {
  id: string;
  url: string;
  state: 'there' | 'revised-away' | 'taken-down';
  /** The link itself is gone. */
  erased: boolean;
}

export interface Action {
  id: string;
  challenge: Challenge;
  collegeId: string;
  state: 'submitted' | 'needs-info' | 'approved' | 'rejected' | 'revoked' | 'withdrawn';
  submittedOn: string;
  version: number;
  first: Claim;
  claim: Claim;
  verified: number | null;
  reason: string | null;
  endorsements: Endorsement[];
  disputed: boolean;
  decision: { day: string; disputable: boolean } | null;
  askedOn: string | null;
  /** The last reopening or end of a dispute; its repetition is quiet. */
  lastEnd: string | null;
  claimants: Set<Person>;
  deciders: Set<Person>;
  /** Decide no more: after a resolution or reopening; null = there was none. */
  barred: Set<Person> | null;
  /** Decide nothing while the decision is disputed. */
  barredByDispute: Set<Person>;
  /** All that the claim ever had. */
  evidence: Evidence[];
  /** Oldest first. */
  decisions: ActionDecision[];
  /** Everybody who gave a command on it. */
  involved: Set<Person>;
}

export class RightsModel {
  /** Number of requests so far. */
  requests = 0;
  readonly challenges: Challenge[] = [];
  private readonly byChallenge = new Map<Challenge, Action[]>();

  constructor(
    public today: string,
    readonly people: Person[],
    readonly colleges: College[],
  ) {}

  /** Begins a walk over new challenges. */
  begin(ids: readonly string[]): void {
    this.byChallenge.clear();
    this.challenges.splice(0, Infinity, ...ids.map((id) => nothing(id, this.colleges)));
  }

  /** Oldest first. */
  actionsOf(challenge: Challenge): Action[] {
    const known = this.byChallenge.get(challenge) ?? [];
    this.byChallenge.set(challenge, known);
    return known;
  }

  get actions(): Action[] {
    return [...this.byChallenge.values()].flat();
  }
}

const nothing = (id: string, roster: readonly College[]): Challenge => ({
  id,
  roster,
  state: 'none',
  track: 'green',
  title: id,
  announcement: '',
  opensOn: '',
  closesOn: '',
  frozen: false,
  reopened: false,
  readyOn: null,
  lastVersion: 0,
  books: [],
  entrants: new Map(),
  left: new Map(),
  merged: new Map(),
  adjustments: new Map(),
  twoOrganisers: false,
  targets: noTargets(),
  objections: [],
});

export const later = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
export const daysFrom = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

export const isRunning = ({ state }: Challenge): boolean => state === 'open' || state === 'closed';
export const isOpened = (challenge: Challenge): boolean => isRunning(challenge) || challenge.state === 'final';
export const newest = ({ books }: Challenge): Terms | undefined => books.at(-1)?.terms;

/** The college for which the actions of a college count. */
export function ownerIn(challenge: Challenge, collegeId: string): string {
  const into = challenge.merged.get(collegeId)?.into;
  return into === undefined ? collegeId : ownerIn(challenge, into);
}

export const isEntrant = (challenge: Challenge, collegeId: string): boolean =>
  challenge.entrants.has(ownerIn(challenge, collegeId));
