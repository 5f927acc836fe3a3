import { begin, close } from './challenge-ops.js';
import { decided } from './decision-ops.js';
import { type Challenge, daysFrom, isRunning, newest, type RightsModel } from './rights-model.js';
import { LAPSE_DAYS } from './terms.js';

/** Carries out what the calendar asks for today, and names the events. */
export function keepCalendar(model: RightsModel): string[] {
  const { challenges, colleges, actions, today } = model;
  const opening = challenges.filter((one) => opensByItself(one, today));
  for (const one of opening)
    begin(
      one,
      colleges.filter(({ students, state }) => students !== null && state === 'active'),
      model,
    );
  const closing = challenges.filter(({ state, closesOn }) => state === 'open' && closesOn < today);
  for (const one of closing) close(one, today);
  const lapsing = actions.filter(
    ({ state, challenge, askedOn }) =>
      state === 'needs-info' &&
      isRunning(challenge) &&
      newest(challenge)?.options &&
      daysFrom(askedOn!, today) > LAPSE_DAYS,
  );
  for (const one of lapsing) decided(one, null, model, { state: 'rejected', reason: 'unanswered' });
  return [
    ...opening.map(({ id }) => `ChallengeOpened challenge-${id}`),
    ...closing.map(({ id }) => `SubmissionsClosed challenge-${id}`),
    ...lapsing.map(({ id }) => `ActionLapsed action-${id}`),
  ].sort();
}

/** It got its rulebook on its first day or before, and its last day has not passed. */
const opensByItself = ({ state, readyOn, opensOn, closesOn }: Challenge, today: string) =>
  state === 'announced' && readyOn !== null && readyOn <= opensOn && opensOn <= today && today <= closesOn;
