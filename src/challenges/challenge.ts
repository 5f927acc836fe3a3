import { Command } from '@nestjs/cqrs';
import type { ChallengeEvent, Entrant } from '../events/challenge.events.js';
import type { Rulebook } from '../events/rulebook.js';
import { versionInForce } from '../events/version-in-force.js';
import { dayOf } from '../events/day.js';
import type { LocalisedText, Track } from '../events/values.js';
import type { CommandContext } from '../event-store/command-context.js';
import type { Decider, Folded } from '../event-store/decider.js';
import { DomainError } from '../event-store/domain-error.js';

export interface PublishedRulebook {
  version: number;
  retroactive: boolean;
  rules: Rulebook;
}

export type Announcement = Omit<Extract<ChallengeEvent, { type: 'ChallengeAnnounced' }>['data'], 'challengeId'>;

export interface RunningChallenge {
  status: 'announced' | 'open' | 'closed' | 'final' | 'cancelled';
  challengeId: string;
  frozen: boolean;
  /** It was final once and is not now. */
  reopened: boolean;
  track: Track;
  opensOn: string;
  closesOn: string;
  titles: LocalisedText;
  season: LocalisedText;
  announcement: Announcement;
  /** Day in Asia/Aqtau on which it got its rulebook; null = it has none. */
  readyOn: string | null;
  /** The greatest version ever published: a number is not used again. */
  lastVersion: number;
  /** Ascending by version. */
  rulebooks: readonly PublishedRulebook[];
  /** The smallest limit in force since the opening: no later version and no withdrawal lifts it. */
  secondOrganiserFrom?: number;
  entrants: ReadonlyMap<string, Entrant>;
  /** Colleges that took part and left, as they were then. */
  left: ReadonlyMap<string, Entrant>;
  /** A merged college, as it was then, → the one it merged into, which may have merged itself later. */
  merged: ReadonlyMap<string, { into: string; entrant: Entrant }>;
  /** By id, proposed and made. */
  adjustments: ReadonlyMap<string, RecordedAdjustment>;
  /** Revision of the stream's last event. */
  revision: number;
}

export interface RecordedAdjustment extends Omit<
  Extract<ChallengeEvent, { type: 'AdjustmentProposed' }>['data'],
  'challengeId'
> {
  state: 'proposed' | 'made' | 'declined';
  /** The organiser who proposed it, or made it alone. */
  by: string;
  /** Null = made by one organiser alone, or not made. */
  confirmedBy: string | null;
}

export type ChallengeState = { status: 'none' } | RunningChallenge;

function change(state: RunningChallenge, event: Folded<ChallengeEvent>): RunningChallenge {
  const { type, data, metadata } = event;
  switch (type) {
    case 'RulebookPublished':
      return {
        ...state,
        rulebooks: [...state.rulebooks, data],
        lastVersion: Math.max(state.lastVersion, data.version),
        readyOn: state.readyOn ?? dayOf(metadata.recordedAt),
        ...(state.status !== 'announced' && stricter(state, data.rules)),
      };
    case 'RulebookWithdrawn': {
      const rulebooks = state.rulebooks.filter(({ version }) => version !== data.version);
      return { ...state, rulebooks, readyOn: rulebooks.length > 0 ? state.readyOn : null };
    }
    case 'ChallengeRedescribed':
      return { ...state, track: data.track, titles: data.titles, season: data.season };
    case 'ChallengeRescheduled':
      return { ...state, opensOn: data.opensOn, closesOn: data.closesOn };
    case 'ChallengeOpened':
      return {
        ...state,
        status: 'open',
        ...stricter(state, state.rulebooks.at(-1)?.rules),
        entrants: new Map(data.entrants.map((entrant) => [entrant.collegeId, entrant])),
      };
    case 'CollegeEntered': {
      const { challengeId: _, ...entrant } = data;
      return withEntrant({ ...state, left: without(state.left, data.collegeId) }, entrant);
    }
    case 'CollegeLeft': {
      const { collegeId } = data;
      const entrant = state.entrants.get(collegeId);
      const left = entrant ? new Map([...state.left, [collegeId, entrant]]) : state.left;
      return { ...state, entrants: without(state.entrants, collegeId), left };
    }
    case 'EntrantMerged': {
      const entrant = state.entrants.get(data.from);
      const merged = entrant ? new Map([...state.merged, [data.from, { into: data.into, entrant }]]) : state.merged;
      return { ...state, entrants: without(state.entrants, data.from), merged };
    }
    case 'EntrantMergerUndone':
      return withEntrant(
        { ...state, merged: without(state.merged, data.from) },
        { collegeId: data.from, ...data.entrant },
      );
    case 'EntrantRenamed':
      return changeEntrant(state, data.collegeId, { names: data.names, shortNames: data.shortNames });
    case 'EntrantEnrolmentCorrected':
      return changeEntrant(state, data.collegeId, { students: data.students, enrolmentAsOf: data.enrolmentAsOf });
    case 'EntrantLeagueCorrected':
      return changeEntrant(state, data.collegeId, { league: data.league });
    case 'SubmissionsClosed':
      return { ...state, status: 'closed' };
    case 'SubmissionsReopened':
      return { ...state, status: 'open', closesOn: data.until };
    case 'StandingsFrozen':
      return { ...state, frozen: true };
    case 'StandingsRevealed':
      return { ...state, frozen: false };
    case 'AdjustmentProposed':
    case 'AdjustmentDeclined':
    case 'PointsAdjusted':
      return { ...state, adjustments: adjusted(state.adjustments, event) };
    case 'ResultsFinalised':
      return { ...state, status: 'final', reopened: false };
    case 'ChallengeReopened':
      // Decisions may change again; new submissions may not come.
      return { ...state, status: 'closed', reopened: true };
    case 'ChallengeCancelled':
      return { ...state, status: 'cancelled', frozen: false };
    default:
      return state;
  }
}

type AdjustmentEvent = Extract<
  ChallengeEvent,
  { type: 'PointsAdjusted' | 'AdjustmentProposed' | 'AdjustmentDeclined' }
>;

function adjusted(
  known: RunningChallenge['adjustments'],
  event: Folded<AdjustmentEvent>,
): RunningChallenge['adjustments'] {
  const { type, id: eventId, metadata } = event;
  const { adjustmentId = eventId } = event.data;
  const proposed = known.get(adjustmentId);
  const by = metadata.actor;
  if (type === 'AdjustmentDeclined')
    return proposed ? new Map([...known, [adjustmentId, { ...proposed, state: 'declined' }]]) : known;
  const { challengeId: _, ...adjustment } = event.data;
  const made: RecordedAdjustment = { ...adjustment, adjustmentId, state: 'made', by, confirmedBy: null };
  if (type === 'AdjustmentProposed') return new Map([...known, [adjustmentId, { ...made, state: 'proposed' }]]);
  return new Map([...known, [adjustmentId, proposed ? { ...proposed, state: 'made', confirmedBy: by } : made]]);
}

const without = <Value>(map: ReadonlyMap<string, Value>, key: string) =>
  new Map([...map].filter(([other]) => other !== key));

function withEntrant(state: RunningChallenge, entrant: Entrant): RunningChallenge {
  return { ...state, entrants: new Map([...state.entrants, [entrant.collegeId, entrant]]) };
}

function changeEntrant(state: RunningChallenge, collegeId: string, changes: Partial<Entrant>): RunningChallenge {
  const entrant = state.entrants.get(collegeId);
  return entrant ? withEntrant(state, { ...entrant, ...changes }) : state;
}

function stricter({ secondOrganiserFrom }: RunningChallenge, rules: Rulebook | undefined) {
  const limits = [secondOrganiserFrom, rules?.secondOrganiserFrom].filter((limit) => limit !== undefined);
  return limits.length > 0 ? { secondOrganiserFrom: Math.min(...limits) } : {};
}

export const challenge: Decider<ChallengeState, ChallengeEvent> = {
  initialState: () => ({ status: 'none' }),
  evolve: (state, event) => {
    if (event.type !== 'ChallengeAnnounced')
      return state.status === 'none' ? state : { ...change(state, event), revision: state.revision + 1 };
    const { challengeId, ...announcement } = event.data;
    const nothing = {
      readyOn: null,
      lastVersion: 0,
      frozen: false,
      reopened: false,
      rulebooks: [],
      entrants: new Map(),
      left: new Map(),
      merged: new Map(),
      adjustments: new Map(),
      revision: 0,
    };
    return { status: 'announced', challengeId, ...announcement, announcement, ...nothing };
  },
};

/** A command on one challenge; `More` is what it answers besides the position it reached. */
export abstract class ChallengeCommand<
  Input extends { challengeId: string } = { challengeId: string },
  More = object,
> extends Command<{ position: string | null; challengeId: string } & More> {
  constructor(
    readonly input: Input,
    readonly context: CommandContext,
    /** Reasons in words, for the vault. */
    readonly note: string | null = null,
  ) {
    super();
  }
}

export const challengeStream = (challengeId: string) => `challenge-${challengeId}`;

/** The college for which the actions of a college count: itself, or the one it merged into. */
export function ownerIn(state: ChallengeState, collegeId: string): string {
  const into = state.status === 'none' ? undefined : state.merged.get(collegeId)?.into;
  return into === undefined ? collegeId : ownerIn(state, into);
}

/** Throws not-found CHALLENGE_UNKNOWN and conflict CHALLENGE_CANCELLED: no command follows a cancellation. */
export function requireChallenge(state: ChallengeState): RunningChallenge {
  if (state.status === 'none') throw new DomainError('not-found', 'CHALLENGE_UNKNOWN');
  if (state.status === 'cancelled') throw new DomainError('conflict', 'CHALLENGE_CANCELLED');
  return state;
}

/** Throws not-found CHALLENGE_UNKNOWN, conflict CHALLENGE_CANCELLED and CHALLENGE_NOT_OPEN_YET. */
export function requireOpened(state: ChallengeState): RunningChallenge {
  const challenge = requireChallenge(state);
  if (challenge.status === 'announced')
    throw new DomainError('conflict', 'CHALLENGE_NOT_OPEN_YET', { opensOn: challenge.opensOn });
  return challenge;
}

/** Throws not-found CHALLENGE_UNKNOWN, conflict CHALLENGE_CANCELLED, CHALLENGE_NOT_OPEN_YET and, after the final, conflict CHALLENGE_FINAL. */
export function requireRunning(state: ChallengeState): RunningChallenge {
  const running = requireOpened(state);
  if (running.status === 'final') throw new DomainError('conflict', 'CHALLENGE_FINAL');
  return running;
}

/** The rules an action scores under: its own version, or a newer retroactive one. A withdrawn version gives way to another. */
export function rulesFor(state: RunningChallenge, submittedUnder: number): Rulebook | null {
  const retroactive = state.rulebooks.findLast((rulebook) => rulebook.retroactive)?.version ?? 0;
  const versions = state.rulebooks.map(({ version }) => version);
  const version = versionInForce(versions, Math.max(submittedUnder, retroactive));
  return state.rulebooks.find((rulebook) => rulebook.version === version)?.rules ?? null;
}
