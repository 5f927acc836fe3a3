import type { DomainEvent, EventNamed, Projection, Recorded } from '../projection.js';
import { actionSteps, without } from './action-steps.js';
import { challengeSteps } from './challenge-steps.js';
import { emptyView, entry, type StandingsState } from './standings.state.js';

/** Standings of one challenge: all that its boards, explanations, news, history and finals are read from. */
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

/** A takedown acts at once: on what is frozen, on what is final, and on what a final would go back to. */
function takeDown(
  state: StandingsState,
  { data: { collegeId, actionId, evidenceId } }: EventNamed<'EvidenceTakenDown'>,
): void {
  for (const view of [state.frozen, state.final]) {
    const college = view && entry(view.colleges, collegeId);
    const action = college && entry(college.actions, actionId);
    if (college && action) college.actions[actionId] = without(action, evidenceId);
  }
  state.recent = state.recent.map((recent) =>
    recent.undo?.actionId === actionId && recent.undo.before
      ? { ...recent, undo: { ...recent.undo, before: without(recent.undo.before, evidenceId) } }
      : recent,
  );
}

/** Folds one event of this challenge; an event that was folded before changes nothing. */
export function foldStandings(state: StandingsState, event: Recorded<DomainEvent>): StandingsState {
  const step = standingsProjection.when[event.type] as
    ((state: StandingsState, event: EventNamed<never>) => StandingsState) | undefined;
  return step ? step(state, event as EventNamed<never>) : state;
}
