import type { ActionEvent } from '../../src/events/action.events.js';
import type { ChallengeEvent } from '../../src/events/challenge.events.js';
import type { DomainEvent, EventNamed, Recorded } from '../projection.js';
import { remember } from './final.js';
import { turnDay } from './history.js';
import { addNews } from './news.js';
import {
  collegeOf,
  entry,
  type ActionRecord,
  type NewsEntry,
  type StandingsState,
  type TurnedDay,
} from './standings.state.js';
import { touch } from './table.js';

const AFTER_FINAL = 50;

type Step<Type extends DomainEvent['type']> = (state: StandingsState, event: EventNamed<Type>) => StandingsState;

/** A step of the challenge's own stream; an event that was folded before is ignored. */
export function challengeStep<Type extends ChallengeEvent['type']>(
  apply: (state: StandingsState, event: EventNamed<Type>, turned: TurnedDay | undefined) => void,
): Step<Type> {
  return (state, event) => {
    const recorded = event as Recorded<ChallengeEvent>;
    if (recorded.revision <= state.revision) return state;
    state.revision = recorded.revision;
    const turned = moveOn(state, recorded, null, null);
    apply(state, event, turned);
    remember(state, { ...state.live.head, ...(turned && { turned }) });
    return state;
  };
}

/** A step of an action's stream; `change` gives a new record that replaces the one before, null when there is nothing to change. */
export function actionStep<Type extends ActionEvent['type']>(
  change: (event: EventNamed<Type>, before: ActionRecord | null) => ActionRecord | null,
): Step<Type> {
  return (state, event) => {
    const recorded = event as Recorded<ActionEvent>;
    const { revision, data } = recorded;
    const { actionId, collegeId } = data;
    const college = collegeOf(state.live, collegeId);
    const before = entry(college.actions, actionId) ?? null;
    if (before && revision <= before.revision) return state;
    const turned = moveOn(state, recorded, collegeId, actionId);
    const after = change(event, before);
    if (after) {
      after.revision = revision;
      college.actions[actionId] = after;
      tell(state, recorded, before, after);
    }
    remember(state, { ...state.live.head, undo: { collegeId, actionId, before }, ...(turned && { turned }) });
    return state;
  };
}

function moveOn(
  state: StandingsState,
  { id: eventId, position, type, metadata: { recordedAt: at } }: Recorded<DomainEvent>,
  collegeId: string | null,
  actionId: string | null,
): TurnedDay | undefined {
  const turned = turnDay(state.live, at);
  state.live.head = { eventId, position, asOf: at };
  if (state.final)
    state.afterFinal = [...state.afterFinal, { eventId, at, type, collegeId, actionId }].slice(-AFTER_FINAL);
  return turned;
}

/** Points move only when a decision makes, changes or ends an approval, and each such decision is an item of news. */
function tell(
  state: StandingsState,
  event: Recorded<ActionEvent>,
  before: ActionRecord | null,
  after: ActionRecord,
): void {
  const was = before?.status === 'approved';
  const is = after.status === 'approved';
  if ((!was && !is) || (was && is && before.decision?.eventId === after.decision?.eventId)) return;
  const { actionId, collegeId } = event.data;
  const type: NewsEntry['type'] = !was ? 'approved' : is ? 'corrected' : 'revoked';
  const verified = after.verified ?? {};
  touch(state.live, collegeId, actionId);
  addNews(state.live, {
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
