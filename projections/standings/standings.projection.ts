import type { ActionEvent } from '../../src/events/action.events.js';
import type { ChallengeEvent, Entrant } from '../../src/events/challenge.events.js';
import type { Verified } from '../../src/events/values.js';
import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';
import { openDay, recordRecent, stateThrough } from './history.js';
import { mergeColleges, unmergeCollege } from './mergers.js';
import { addActionNews, newsStep } from './news.js';
import { changeAction, changeCollege, changeRules } from './ranking.js';
import {
  type ActionRecord,
  type ChallengeInfo,
  collegeOf,
  copyView,
  type DayChange,
  initialState,
  ownValue,
  type StandingsState,
  type View,
} from './standings.state.js';

type ChallengeSteps = {
  [Type in ChallengeEvent['type']]: (state: StandingsState, event: EventNamed<Type>, dayChange?: DayChange) => void;
};

/** Steps of the `challenge-<id>` stream. */
const challengeSteps: ChallengeSteps = {
  ChallengeAnnounced: ({ live }, { data: { track, titles, season, opensOn, closesOn } }) => {
    live.challenge = { track, titles, season, opensOn, closesOn, state: 'announced' };
  },
  ChallengeRedescribed: ({ live }, { data: { track, titles, season } }) => changeInfo(live, { track, titles, season }),
  ChallengeRescheduled: ({ live }, { data: { opensOn, closesOn } }) => changeInfo(live, { opensOn, closesOn }),
  RulebookPublished: ({ live }, { data: { version, retroactive, rules } }) => {
    const others = live.rulebooks.filter((one) => one.version !== version);
    changeRules(
      live,
      [...others, { version, retroactive, rules }].sort((a, b) => a.version - b.version),
    );
  },
  RulebookWithdrawn: ({ live }, { data }) =>
    changeRules(
      live,
      live.rulebooks.filter(({ version }) => version !== data.version),
    ),
  ChallengeOpened: (state, { data: { entrants } }) => {
    for (const collegeId of Object.keys(state.live.colleges)) setEntrant(state.live, collegeId, null);
    for (const entrant of entrants) setEntrant(state.live, entrant.collegeId, entrant);
    setState(state, 'open');
  },
  CollegeEntered: ({ live }, { data: { challengeId: _, ...entrant } }) => setEntrant(live, entrant.collegeId, entrant),
  CollegeLeft: ({ live }, { data: { collegeId, countsInTotals } }) => setEntrant(live, collegeId, null, countsInTotals),
  EntrantMerged: ({ live }, { data: { from, into } }) => mergeColleges(live, from, into),
  EntrantMergerUndone: ({ live }, { data: { from, entrant } }) => unmergeCollege(live, { collegeId: from, ...entrant }),
  EntrantRenamed: ({ live, final }, { data: { collegeId, names, shortNames } }) => {
    // A final shows the new name, too; its hash is that of the fold through its last event.
    for (const view of final ? [live, final] : [live]) {
      const { entrant } = collegeOf(view, collegeId);
      if (entrant) setEntrant(view, collegeId, { ...entrant, names, shortNames });
    }
  },
  EntrantEnrolmentCorrected: ({ live }, { data: { collegeId, students, enrolmentAsOf } }) => {
    const { entrant } = collegeOf(live, collegeId);
    if (entrant) setEntrant(live, collegeId, { ...entrant, students, enrolmentAsOf });
  },
  EntrantLeagueCorrected: ({ live }, { data: { collegeId, league } }) => {
    const { entrant } = collegeOf(live, collegeId);
    if (entrant) setEntrant(live, collegeId, { ...entrant, league });
  },
  SubmissionsClosed: (state) => setState(state, 'closed'),
  SubmissionsReopened: ({ live }, { data: { until } }) => changeInfo(live, { state: 'open', closesOn: until }),
  StandingsFrozen: (state) => {
    state.frozen ??= copyView(state.final ?? state.live);
  },
  StandingsRevealed: (state) => {
    state.frozen = null;
  },
  PointsAdjusted: ({ live }, event) => {
    const { collegeId, points, reason } = event.data;
    const adjustment = { eventId: event.id, at: event.metadata.recordedAt, points, reason };
    changeCollege(live, collegeId, (college) => {
      college.adjustments = [...college.adjustments, adjustment];
    });
  },
  AdjustmentProposed: () => {},
  AdjustmentDeclined: () => {},
  ResultsFinalised: (state, { data: { throughEventId } }, dayChange) => {
    setState(state, 'final');
    state.final = stateThrough(state, throughEventId, dayChange);
  },
  ChallengeReopened: (state) => {
    setState(state, 'closed');
    state.final = null;
  },
  ChallengeCancelled: (state) => {
    setState(state, 'cancelled');
    state.frozen = null;
  },
  ChallengeTextsErased: () => undefined,
};

function setEntrant(view: View, collegeId: string, entrant: Entrant | null, countsInTotals = false): void {
  changeCollege(view, collegeId, (college) => {
    college.entrant = entrant;
    college.countsInTotals = countsInTotals;
  });
}

function setState({ live }: StandingsState, state: ChallengeInfo['state']): void {
  changeInfo(live, { state });
}

function changeInfo(view: View, changes: Partial<ChallengeInfo>): void {
  if (view.challenge) view.challenge = { ...view.challenge, ...changes };
}

type Changes = Partial<Omit<ActionRecord, 'revision'>>;
type ActionSteps = { [Type in ActionEvent['type']]: (event: EventNamed<Type>, before: ActionRecord) => Changes };

/** Steps of `action-<id>` streams: what changes in the action's record. */
const actionSteps: ActionSteps = {
  ActionSubmitted: ({ data: { kind, doneOn, submittedOn, rulebookVersion, evidence } }) => ({
    ...undecided,
    disputed: false,
    kind,
    doneOn,
    submittedOn,
    rulebookVersion,
    evidence: evidence.map(({ id }) => id),
  }),
  ActionRevised: ({ data: { kind, doneOn, submittedOn, rulebookVersion, evidence } }, before) => ({
    ...undecided,
    kind,
    doneOn,
    submittedOn: submittedOn ?? before.submittedOn,
    rulebookVersion: rulebookVersion ?? before.rulebookVersion,
    evidence: evidence.map(({ id }) => id),
  }),
  EvidenceAttached: ({ data }, { evidence }) => ({ evidence: [...evidence, data.evidence.id] }),
  EvidenceTakenDown: ({ data }, before) => withoutEvidence(before, data.evidenceId),
  ActionTextsErased: () => ({}),
  InformationRequested: () => ({ endorsed: false, status: 'needs-info' }),
  ActionEndorsed: () => ({ endorsed: true }),
  ActionApproved: (event) => decided(event, 'approved', event.data.verified),
  ActionCorrected: (event) => decided(event, 'approved', event.data.verified),
  ActionRejected: (event) => decided(event, 'rejected'),
  ApprovalRevoked: (event) => decided(event, 'revoked'),
  ActionWithdrawn: () => ({ ...undecided, status: 'withdrawn' }),
  ActionLapsed: (event) => decided(event, 'rejected'),
  ActionReclassified: (event, { verified }) => ({
    ...decided(event, 'approved', verified),
    kind: event.data.kind,
    doneOn: event.data.doneOn,
  }),
  DecisionReopened: () => ({ ...undecided, disputed: false }),
  DecisionDisputed: () => ({ disputed: true, disputable: false }),
  DisputeWithdrawn: () => ({ disputed: false }),
  DisputeDismissed: () => ({ disputed: false, disputable: false }),
  DisputeResolved: (event, before) => {
    const { outcome, verified } = event.data;
    if (outcome === 'upheld') return { disputed: false, disputable: false };
    const numbers = outcome === 'approved' ? (verified ?? before.verified ?? {}) : null;
    return { ...decided(event, outcome, numbers), disputed: false, disputable: false };
  },
};

const undecided = {
  status: 'submitted',
  endorsed: false,
  verified: null,
  decision: null,
  disputable: false,
} satisfies Changes;

function decided(
  { id: eventId, metadata, type, data }: Recorded<DomainEvent>,
  status: 'approved' | 'rejected' | 'revoked',
  verified: Verified | null = null,
): Changes {
  const reason = 'reason' in data ? data.reason : null;
  const decision = { eventId, at: metadata.recordedAt, type, reason };
  return { status, endorsed: false, verified, disputable: true, decision };
}

/** The record without one piece of evidence. */
function withoutEvidence(action: ActionRecord, evidenceId: string): ActionRecord {
  return { ...action, evidence: action.evidence.filter((id) => id !== evidenceId) };
}

/** Standings of one challenge: the source of its boards, explanations, activity, history and finals. */
export const standingsProjection: Projection<StandingsState> = {
  name: 'standings',
  version: 10,
  key: (event) => ('challengeId' in event.data ? event.data.challengeId : null),
  initial: initialState,
  when: Object.fromEntries([
    ...Object.keys(challengeSteps).map((type) => [type, foldChallenge]),
    ...Object.keys(actionSteps).map((type) => [type, foldAction]),
  ]),
};

/** Folds one event of this challenge; an event already folded changes nothing. */
export function foldStandings(state: StandingsState, event: Recorded<DomainEvent>): StandingsState {
  const step = standingsProjection.when[event.type] as
    ((state: StandingsState, event: Recorded<DomainEvent>) => StandingsState) | undefined;
  return step?.(state, event) ?? state;
}

function foldChallenge(state: StandingsState, event: Recorded<ChallengeEvent>): StandingsState {
  if (event.revision <= state.revision) return state;
  state.revision = event.revision;
  const dayChange = advance(state.live, event);
  const step = challengeSteps[event.type] as (...given: [StandingsState, typeof event, DayChange?]) => void;
  const addNews = newsStep(state, event);
  step(state, event, dayChange);
  addNews();
  recordRecent(state, { ...state.live.head, ...(dayChange && { dayChange }) });
  return state;
}

function foldAction(state: StandingsState, event: Recorded<ActionEvent>): StandingsState {
  const { revision, type } = event;
  const { actionId, collegeId } = event.data;
  const before = ownValue(collegeOf(state.live, collegeId).actions, actionId) ?? null;
  if (before && revision <= before.revision) return state;
  const dayChange = advance(state.live, event);
  if (before || type === 'ActionSubmitted') {
    const step = actionSteps[type] as (event: Recorded<ActionEvent>, before: ActionRecord | null) => Changes;
    replaceAction(state.live, event, before, {
      ...before,
      ...step(event, before),
      revision,
    } as ActionRecord);
  }
  recordRecent(state, { ...state.live.head, undo: { collegeId, actionId, before }, ...(dayChange && { dayChange }) });
  if (type === 'EvidenceTakenDown') takeDown(state, event);
  return state;
}

function advance(view: View, { id: eventId, position, metadata }: Recorded<DomainEvent>): DayChange | undefined {
  const dayChange = openDay(view, metadata.recordedAt);
  view.head = { eventId, position, asOf: metadata.recordedAt };
  return dayChange;
}

/** Points change only when a decision makes, changes or ends an approval; each such decision becomes a news item. */
function replaceAction(
  view: View,
  event: Recorded<ActionEvent>,
  before: ActionRecord | null,
  after: ActionRecord,
): void {
  const { actionId, collegeId } = event.data;
  const wasApproved = before?.status === 'approved';
  const isApproved = after.status === 'approved';
  if (
    (!wasApproved && !isApproved) ||
    (wasApproved && isApproved && before.decision?.eventId === after.decision?.eventId)
  ) {
    collegeOf(view, collegeId).actions[actionId] = after;
    return;
  }
  const change = changeAction(view, collegeId, actionId, after);
  const ended = event.type === 'DecisionReopened' ? 'decision-reopened' : 'revoked';
  const type = !wasApproved ? 'approved' : isApproved ? 'corrected' : ended;
  addActionNews(view, event, change, { type, kind: after.kind, verified: after.verified ?? {} });
}

/** A takedown acts at once, also on frozen and final views and on the records a final would restore. */
function takeDown(
  state: StandingsState,
  { data: { collegeId, actionId, evidenceId } }: EventNamed<'EvidenceTakenDown'>,
): void {
  for (const view of [state.frozen, state.final]) {
    const college = view && ownValue(view.colleges, collegeId);
    const action = college && ownValue(college.actions, actionId);
    if (college && action) college.actions[actionId] = withoutEvidence(action, evidenceId);
  }
  state.recent = state.recent.map((recent) =>
    recent.undo?.actionId === actionId && recent.undo.before
      ? { ...recent, undo: { ...recent.undo, before: withoutEvidence(recent.undo.before, evidenceId) } }
      : recent,
  );
}
