import type { Entrant } from '../../src/events/challenge.events.js';
import { foldThrough } from './final.js';
import { addNews, settleNews } from './news.js';
import { collegeOf, copyView, type ChallengeFacts, type StandingsState, type View } from './standings.state.js';
import { challengeStep } from './step.js';
import { touch, touchAll } from './table.js';

function setEntrant(view: View, collegeId: string, entrant: Entrant | null): void {
  collegeOf(view, collegeId).entrant = entrant;
  touch(view, collegeId);
}

function setState({ live }: StandingsState, state: ChallengeFacts['state']): void {
  if (live.challenge) live.challenge = { ...live.challenge, state };
}

/** Steps of the `challenge-<id>` stream. */
export const challengeSteps = {
  ChallengeAnnounced: challengeStep<'ChallengeAnnounced'>(
    ({ live }, { data: { track, titles, season, opensOn, closesOn } }) => {
      live.challenge = { track, titles, season, opensOn, closesOn, state: 'announced' };
    },
  ),
  RulebookPublished: challengeStep<'RulebookPublished'>(({ live }, { data: { version, retroactive, rules } }) => {
    settleNews(live);
    const others = live.rulebooks.filter((one) => one.version !== version);
    live.rulebooks = [...others, { version, retroactive, rules }].sort((a, b) => a.version - b.version);
    touchAll(live);
  }),
  ChallengeOpened: challengeStep<'ChallengeOpened'>((state, { data: { entrants } }) => {
    settleNews(state.live);
    for (const collegeId of Object.keys(state.live.colleges)) setEntrant(state.live, collegeId, null);
    for (const entrant of entrants) setEntrant(state.live, entrant.collegeId, entrant);
    setState(state, 'open');
  }),
  CollegeEntered: challengeStep<'CollegeEntered'>(({ live }, { data: { challengeId: _, ...entrant } }) => {
    settleNews(live);
    setEntrant(live, entrant.collegeId, entrant);
  }),
  CollegeLeft: challengeStep<'CollegeLeft'>(({ live }, { data: { collegeId } }) => {
    settleNews(live);
    setEntrant(live, collegeId, null);
  }),
  EntrantRenamed: challengeStep<'EntrantRenamed'>(({ live }, { data: { collegeId, names, shortNames } }) => {
    const { entrant } = collegeOf(live, collegeId);
    if (entrant) setEntrant(live, collegeId, { ...entrant, names, shortNames });
  }),
  EntrantEnrolmentCorrected: challengeStep<'EntrantEnrolmentCorrected'>(
    ({ live }, { data: { collegeId, students, enrolmentAsOf } }) => {
      settleNews(live);
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
      touch(live, collegeId);
      addNews(live, {
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
  ResultsFinalised: challengeStep<'ResultsFinalised'>((state, { data: { throughEventId } }, turned) => {
    setState(state, 'final');
    state.final = foldThrough(state, throughEventId, turned);
  }),
  ChallengeReopened: challengeStep<'ChallengeReopened'>((state) => {
    setState(state, 'closed');
    state.final = null;
    state.afterFinal = [];
  }),
};
