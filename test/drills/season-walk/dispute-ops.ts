import { quietIf, type Verdict } from './challenge-ops.js';
import { onAction, TREES } from './claim-ops.js';
import { endorsed, settled } from './decision-ops.js';
import { isBarred, isReviewer, owns, standsIn } from './independence.js';
import { type Action, daysFrom, isEntrant, isRunning, newest, type Person, type RightsModel } from './rights-model.js';
import { DISPUTE_DAYS, pointsOf } from './terms.js';
import { type Move, type Op, pick } from './walk.js';

type Rule = Verdict & { right: boolean };

const decides = (action: Action, by: Person, model: RightsModel) =>
  (isReviewer(action, by) || standsIn(action, by, model)) && !isBarred(action, by);

/** The college's coordinator. */
const disputes = (action: Action, by: Person) => by.role === 'coordinator' && owns(action, by);

function dispute(action: Action, { by }: Move, model: RightsModel): Rule {
  const { challenge, state, decision } = action;
  const { today } = model;
  const isInTime = !newest(challenge)?.options || daysFrom(decision?.day ?? today, today) <= DISPUTE_DAYS;
  const isDecided = ['approved', 'rejected', 'revoked'].includes(state) && decision?.disputable === true;
  const apply = () => {
    action.decision = { ...decision!, disputable: false };
    Object.assign(action, {
      disputed: true,
      endorsements: [],
      lastEnd: null,
      barredByDispute: new Set(action.deciders),
    });
  };
  const now = isDecided && isInTime && isRunning(challenge) && isEntrant(challenge, action.collegeId);
  const verdict = { body: {}, now, events: ['DecisionDisputed'], apply };
  return { right: disputes(action, by), ...quietIf(action.disputed, verdict) };
}

function withdraw(action: Action, { by }: Move): Rule {
  return {
    right: disputes(action, by),
    ...quietIf(action.lastEnd === 'withdrawn', {
      now: action.disputed && isRunning(action.challenge),
      events: ['DisputeWithdrawn'],
      apply: () =>
        void Object.assign(action, {
          disputed: false,
          endorsements: [],
          lastEnd: 'withdrawn',
          barredByDispute: new Set(),
        }),
    }),
  };
}

function dismiss(action: Action, { by, n }: Move, model: RightsModel): Rule {
  const reason = pick(['no-ground', 'mistake'], n);
  const lastEnd = `dismissed by ${by.name}: ${reason}`;
  const mayAsk = isReviewer(action, by) || standsIn(action, by, model);
  if (action.lastEnd === lastEnd) return { body: { reason }, right: mayAsk, now: true, events: [] };
  const { decision } = action;
  return {
    body: { reason },
    right: decides(action, by, model),
    now: action.disputed && isRunning(action.challenge),
    events: ['DisputeDismissed'],
    apply: () => settled(action, by, model, { decision, lastEnd }),
  };
}

const OUTCOMES = ['upheld', 'approved', 'rejected'] as const;

/** Every tenth request has numbers that do not fit its outcome. */
function resolve(action: Action, { by, n }: Move, model: RightsModel): Rule {
  const outcome = pick(OUTCOMES, n);
  const hasNumbers = (outcome === 'approved') !== (n % 10 === 0);
  const trees = pick(TREES, n >> 3);
  const body = { outcome, reason: 'second-look', ...(hasNumbers && { verified: { trees } }) };
  const lastEnd = `resolved by ${by.name}: ${outcome} ${hasNumbers ? trees : ''}`;
  const mayAsk = isReviewer(action, by) || standsIn(action, by, model);
  if (action.lastEnd === lastEnd) return { body, right: mayAsk, now: true, events: [] };
  const { decision } = action;
  const apply = () =>
    settled(
      action,
      by,
      model,
      outcome === 'upheld'
        ? { decision, lastEnd }
        : { state: outcome, reason: body.reason, verified: outcome === 'approved' ? trees : null, lastEnd },
    );
  const after = hasNumbers ? trees : 0;
  const points = hasNumbers ? pointsOf(action, trees) : 0;
  const wish = {
    action,
    by,
    wish: `resolve ${outcome} ${after}`,
    trees: after,
    points,
    event: 'DisputeResolved',
    apply,
  };
  const now = action.disputed && hasNumbers === (outcome === 'approved') && isRunning(action.challenge);
  return { body, right: decides(action, by, model), now, ...endorsed(wish) };
}

export const disputeOps: Readonly<Record<string, Op>> = {
  dispute: onAction(70, 'dispute', dispute),
  withdrawDispute: onAction(15, 'withdraw-dispute', withdraw),
  dismissDispute: onAction(20, 'dismiss-dispute', dismiss),
  resolve: onAction(70, 'resolve', resolve),
};
