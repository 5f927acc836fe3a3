import type { ActionEvent } from '../../src/events/action.events.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { DomainEvent, EventNamed, Recorded } from '../projection.js';
import { addActivity } from './activity.js';
import { invalidate } from './derived.js';
import { openDay, remember } from './history.js';
import {
  collegeOf,
  ownValue,
  type ActionRecord,
  type ActivityEntry,
  type StandingsState,
  type DayChange,
} from './standings.state.js';

const AFTER_FINAL = 50;

type Step<Type extends DomainEvent['type']> = (state: StandingsState, event: EventNamed<Type>) => StandingsState;

/** A step of the challenge's own stream; an event already folded is ignored. */
export function challengeStep<Type extends ChallengeEvent['type']>(
  apply: (state: StandingsState, event: EventNamed<Type>, dayChange: DayChange | undefined) => void,
): Step<Type> {
  return (state, event) => {
    const recorded = event as Recorded<ChallengeEvent>;
    if (recorded.revision <= state.revision) return state;
    state.revision = recorded.revision;
    const dayChange = advance(state, recorded, null, null);
    apply(state, event, dayChange);
    remember(state, { ...state.live.head, ...(dayChange && { dayChange }) });
    return state;
  };
}

/** A step of an action's stream; `change` returns the record that replaces `before`, null when nothing changes. */
export function actionStep<Type extends ActionEvent['type']>(
  change: (event: EventNamed<Type>, before: ActionRecord | null) => ActionRecord | null,
): Step<Type> {
  return (state, event) => {
    const recorded = event as Recorded<ActionEvent>;
    const { revision, data } = recorded;
    const { actionId, collegeId } = data;
    const college = collegeOf(state.live, collegeId);
    const before = ownValue(college.actions, actionId) ?? null;
    if (before && revision <= before.revision) return state;
    const dayChange = advance(state, recorded, collegeId, actionId);
    const after = change(event, before);
    if (after) {
      after.revision = revision;
      college.actions[actionId] = after;
      recordActivity(state, recorded, before, after);
    }
    remember(state, { ...state.live.head, undo: { collegeId, actionId, before }, ...(dayChange && { dayChange }) });
    return state;
  };
}

function advance(
  state: StandingsState,
  { id: eventId, position, type, metadata: { recordedAt: at } }: Recorded<DomainEvent>,
  collegeId: string | null,
  actionId: string | null,
): DayChange | undefined {
  const dayChange = openDay(state.live, at);
  state.live.head = { eventId, position, asOf: at };
  if (state.final)
    state.afterFinal = [...state.afterFinal, { eventId, at, type, collegeId, actionId }].slice(-AFTER_FINAL);
  return dayChange;
}

/** Points change only when a decision makes, changes or ends an approval; each such decision becomes an activity entry. */
function recordActivity(
  state: StandingsState,
  event: Recorded<ActionEvent>,
  before: ActionRecord | null,
  after: ActionRecord,
): void {
  const was = before?.status === 'approved';
  const is = after.status === 'approved';
  if ((!was && !is) || (was && is && before.decision?.eventId === after.decision?.eventId)) return;
  const { actionId, collegeId } = event.data;
  const type: ActivityEntry['type'] = !was ? 'approved' : is ? 'corrected' : 'revoked';
  const verified = after.verified ?? {};
  invalidate(state.live, collegeId);
  addActivity(state.live, {
    eventId: event.id,
    at: event.metadata.recordedAt,
    type,
    collegeId,
    actionId,
    kind: after.kind,
    verified,
    before,
  });
}
