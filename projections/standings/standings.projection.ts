import type { Entrant } from '../../src/events/challenge.events.js';
import type { Verified } from '../../src/events/values.js';
import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';
import { addActivity, resolveActivity } from './activity.js';
import { invalidate, invalidateAll } from './derived.js';
import { stateThrough } from './history.js';
import {
  collegeOf,
  copyView,
  emptyView,
  ownValue,
  type ActionRecord,
  type ChallengeFacts,
  type Decision,
  type StandingsState,
  type View,
} from './standings.state.js';
import { actionStep, challengeStep } from './step.js';

function setEntrant(view: View, collegeId: string, entrant: Entrant | null): void {
  collegeOf(view, collegeId).entrant = entrant;
  invalidate(view, collegeId);
}

function setState({ live }: StandingsState, state: ChallengeFacts['state']): void {
  if (live.challenge) live.challenge = { ...live.challenge, state };
}

/** Steps of the `challenge-<id>` stream. */
const challengeSteps = {
  ChallengeAnnounced: challengeStep<'ChallengeAnnounced'>(
    ({ live }, { data: { track, titles, season, opensOn, closesOn } }) => {
      live.challenge = { track, titles, season, opensOn, closesOn, state: 'announced' };
    },
  ),
  RulebookPublished: challengeStep<'RulebookPublished'>(({ live }, { data: { version, retroactive, rules } }) => {
    resolveActivity(live);
    const others = live.rulebooks.filter((one) => one.version !== version);
    live.rulebooks = [...others, { version, retroactive, rules }].sort((a, b) => a.version - b.version);
    invalidateAll(live);
  }),
  ChallengeOpened: challengeStep<'ChallengeOpened'>((state, { data: { entrants } }) => {
    resolveActivity(state.live);
    for (const collegeId of Object.keys(state.live.colleges)) setEntrant(state.live, collegeId, null);
    for (const entrant of entrants) setEntrant(state.live, entrant.collegeId, entrant);
    setState(state, 'open');
  }),
  CollegeEntered: challengeStep<'CollegeEntered'>(({ live }, { data: { challengeId: _, ...entrant } }) => {
    resolveActivity(live);
    setEntrant(live, entrant.collegeId, entrant);
  }),
  CollegeLeft: challengeStep<'CollegeLeft'>(({ live }, { data: { collegeId } }) => {
    resolveActivity(live);
    setEntrant(live, collegeId, null);
  }),
  EntrantRenamed: challengeStep<'EntrantRenamed'>(({ live }, { data: { collegeId, names, shortNames } }) => {
    const { entrant } = collegeOf(live, collegeId);
    if (entrant) setEntrant(live, collegeId, { ...entrant, names, shortNames });
  }),
  EntrantEnrolmentCorrected: challengeStep<'EntrantEnrolmentCorrected'>(
    ({ live }, { data: { collegeId, students, enrolmentAsOf } }) => {
      resolveActivity(live);
      const { entrant } = collegeOf(live, collegeId);
      if (entrant) setEntrant(live, collegeId, { ...entrant, students, enrolmentAsOf });
    },
  ),
  SubmissionsClosed: challengeStep<'SubmissionsClosed'>((state) => setState(state, 'closed')),
  StandingsFrozen: challengeStep<'StandingsFrozen'>((state) => {
    state.frozen ??= copyView(state.final ?? state.live);
  }),
  StandingsRevealed: challengeStep<'StandingsRevealed'>((state) => {
    state.frozen = null;
  }),
  PointsAdjusted: challengeStep<'PointsAdjusted'>(
    ({ live }, { id: eventId, metadata, data: { collegeId, points, reason } }) => {
      const at = metadata.recordedAt;
      const college = collegeOf(live, collegeId);
      college.adjustments = [...college.adjustments, { eventId, at, points, reason }];
      invalidate(live, collegeId);
      addActivity(live, {
        eventId,
        at,
        type: 'adjusted',
        collegeId,
        actionId: null,
        kind: null,
        verified: {},
        before: null,
      });
    },
  ),
  ResultsFinalised: challengeStep<'ResultsFinalised'>((state, { data: { throughEventId } }, dayChange) => {
    setState(state, 'final');
    state.final = stateThrough(state, throughEventId, dayChange);
  }),
  ChallengeReopened: challengeStep<'ChallengeReopened'>((state) => {
    setState(state, 'closed');
    state.final = null;
    state.afterFinal = [];
  }),
};

const decided = (event: Recorded<DomainEvent>): Decision => ({
  eventId: event.id,
  at: event.metadata.recordedAt,
  type: event.type,
});
const undecided = { endorsed: false, verified: null, decision: null };

const approved = (event: Recorded<DomainEvent>, before: ActionRecord | null, verified: Verified): ActionRecord | null =>
  before && { ...before, status: 'approved', endorsed: false, verified, decision: decided(event) };

const ended = (
  event: Recorded<DomainEvent>,
  before: ActionRecord | null,
  status: 'rejected' | 'revoked',
): ActionRecord | null => before && { ...before, status, endorsed: false, verified: null, decision: decided(event) };

/** Steps of `action-<id>` streams. */
const actionSteps = {
  ActionSubmitted: actionStep<'ActionSubmitted'>(
    ({ data: { kind, doneOn, submittedOn, rulebookVersion, evidence }, revision }) => ({
      endorsed: false,
      verified: null,
      decision: null,
      revision,
      kind,
      doneOn,
      submittedOn,
      rulebookVersion,
      status: 'submitted',
      disputed: false,
      evidence: evidence.map(({ id }) => id),
    }),
  ),
  ActionRevised: actionStep<'ActionRevised'>(
    ({ data: { kind, doneOn, evidence } }, before) =>
      before && { ...before, ...undecided, kind, doneOn, status: 'submitted', evidence: evidence.map(({ id }) => id) },
  ),
  EvidenceAttached: actionStep<'EvidenceAttached'>(
    ({ data }, before) => before && { ...before, evidence: [...before.evidence, data.evidence.id] },
  ),
  EvidenceTakenDown: actionStep<'EvidenceTakenDown'>(({ data }, before) => before && without(before, data.evidenceId)),
  InformationRequested: actionStep<'InformationRequested'>(
    (_, before) => before && { ...before, endorsed: false, status: 'needs-info' },
  ),
  ActionEndorsed: actionStep<'ActionEndorsed'>((_, before) => before && { ...before, endorsed: true }),
  ActionApproved: actionStep<'ActionApproved'>((event, before) => approved(event, before, event.data.verified)),
  ActionCorrected: actionStep<'ActionCorrected'>((event, before) => approved(event, before, event.data.verified)),
  ActionRejected: actionStep<'ActionRejected'>((event, before) => ended(event, before, 'rejected')),
  ApprovalRevoked: actionStep<'ApprovalRevoked'>((event, before) => ended(event, before, 'revoked')),
  ActionWithdrawn: actionStep<'ActionWithdrawn'>(
    (_, before) => before && { ...before, ...undecided, status: 'withdrawn' },
  ),
  DecisionDisputed: actionStep<'DecisionDisputed'>((_, before) => before && { ...before, disputed: true }),
  DisputeResolved: actionStep<'DisputeResolved'>((event, before) => {
    const settled = before && { ...before, disputed: false };
    if (event.data.outcome === 'upheld') return settled;
    if (event.data.outcome === 'rejected') return ended(event, settled, 'rejected');
    return approved(event, settled, event.data.verified ?? before?.verified ?? {});
  }),
};

/** The record without one piece of evidence. */
function without(action: ActionRecord, evidenceId: string): ActionRecord {
  return { ...action, evidence: action.evidence.filter((id) => id !== evidenceId) };
}

/** Standings of one challenge: the source of its boards, explanations, activity, history and finals. */
export const standingsProjection: Projection<StandingsState> = {
  name: 'standings',
  version: 2,
  key: (event) => ('challengeId' in event.data ? event.data.challengeId : null),
  initial: (challengeId) => ({
    challengeId,
    live: emptyView(),
    frozen: null,
    final: null,
    afterFinal: [],
    revision: -1,
    recent: [],
  }),
  when: {
    ...challengeSteps,
    ...actionSteps,
    EvidenceTakenDown: (state, event) => {
      actionSteps.EvidenceTakenDown(state, event);
      takeDown(state, event);
      return state;
    },
  },
};

/** A takedown acts at once, also on frozen and final views and on the records a final would restore. */
function takeDown(
  state: StandingsState,
  { data: { collegeId, actionId, evidenceId } }: EventNamed<'EvidenceTakenDown'>,
): void {
  for (const view of [state.frozen, state.final]) {
    const college = view && ownValue(view.colleges, collegeId);
    const action = college && ownValue(college.actions, actionId);
    if (college && action) college.actions[actionId] = without(action, evidenceId);
  }
  state.recent = state.recent.map((recent) =>
    recent.undo?.actionId === actionId && recent.undo.before
      ? { ...recent, undo: { ...recent.undo, before: without(recent.undo.before, evidenceId) } }
      : recent,
  );
}

/** Folds one event of this challenge; an event already folded changes nothing. */
export function foldStandings(state: StandingsState, event: Recorded<DomainEvent>): StandingsState {
  const step = standingsProjection.when[event.type] as
    ((state: StandingsState, event: EventNamed<never>) => StandingsState) | undefined;
  return step ? step(state, event as EventNamed<never>) : state;
}
