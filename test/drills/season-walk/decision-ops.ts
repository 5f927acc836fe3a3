import type { Verdict } from './challenge-ops.js';
import { onAction, TREES, waits } from './claim-ops.js';
import { isBarred, isIndependent, isParty, isReviewer, standsIn } from './independence.js';
import { type Action, isRunning, type Person, type RightsModel } from './rights-model.js';
import { recordDecision } from './targets.js';
import { KINDS, pointsOf, secondReviewerFrom } from './terms.js';
import { type Asked, type Move, type Op, pick } from './walk.js';

/** A decision, or the end of a dispute. */
export function decided(action: Action, by: Person | null, model: RightsModel, changes: Partial<Action>): void {
  if (by) action.deciders.add(by);
  const barred = action.barred && new Set(action.deciders);
  const decision = { day: model.today, disputable: true };
  Object.assign(action, { endorsements: [], lastEnd: null, askedOn: null, decision, barred }, changes);
  if (!('decision' in changes)) recordDecision(action, model);
}

/** From then on only somebody new to the action decides. */
export function settled(action: Action, by: Person, model: RightsModel, changes: Partial<Action>): void {
  decided(action, by, model, { disputed: false, barredByDispute: new Set(), ...changes });
  if (action.decision) action.decision = { ...action.decision, disputable: false };
  action.barred = new Set(action.deciders);
}

interface Wish {
  action: Action;
  by: Person;
  /** All that the decision would set, apart from its reason. */
  wish: string;
  /** The number that counts afterwards. */
  trees: number;
  /** Points afterwards. */
  points: number;
  event: string;
  apply: () => void;
}

/** The first of two equal yeses, or the decision. */
export function endorsed({
  action,
  by,
  wish,
  trees,
  points,
  event,
  apply,
}: Wish): Pick<Verdict, 'events' | 'apply' | 'check'> {
  const own = action.endorsements.find((one) => one.by === by);
  if (own?.wish === wish) return { events: [], check: answers(false) };
  const isSecond = action.endorsements.some(
    (one) => one.by !== by && one.wish === wish && isIndependent(action, one.by) && !isBarred(action, one.by),
  );
  const from = secondReviewerFrom(action);
  const stakes = Math.max(points, action.verified === null ? 0 : pointsOf(action, action.verified));
  const isLarge = from !== null && stakes >= from;
  // A reviewer with a first yes completes alone only a smaller decision.
  const isOwn = own !== undefined && (from === null || stakes >= pointsOf(action, own.trees));
  if (isSecond || (!isLarge && !isOwn)) return { events: [event], apply, check: answers(true) };
  return {
    events: ['ActionEndorsed'],
    check: answers(false),
    apply: () => {
      action.endorsements = [...action.endorsements.filter((one) => one.by !== by), { by, trees, wish }];
      action.deciders.add(by);
      if (action.lastEnd?.startsWith('resolved')) action.lastEnd = null;
    },
  };
}

const answers = (decides: boolean) => (body: { decided?: boolean }) =>
  (body.decided ?? decides) === decides ? null : `answers decided: ${body.decided}`;

const reviews = (action: Action, by: Person) => isReviewer(action, by) && !isBarred(action, by);
const decides = (action: Action, by: Person, model: RightsModel) =>
  (isReviewer(action, by) || standsIn(action, by, model)) && !isBarred(action, by);

/** A repeated command is quiet also for those who may decide no more. */
const repeats = (action: Action, by: Person, model: RightsModel) => ({
  right: isReviewer(action, by) || standsIn(action, by, model),
  now: true,
  events: [],
});

function ask(action: Action, { by }: Move, model: RightsModel): Verdict & { right: boolean } {
  const body = { reason: 'photo-missing' };
  if (action.state === 'needs-info' && action.reason === body.reason)
    return { body, right: isReviewer(action, by), now: true, events: [] };
  return {
    body,
    right: reviews(action, by),
    now: waits(action) && isRunning(action.challenge),
    events: ['InformationRequested'],
    apply: () => void Object.assign(action, { state: 'needs-info', ...body, endorsements: [], askedOn: model.today }),
  };
}

function approve(action: Action, { by, n }: Move, model: RightsModel): Verdict & { right: boolean } {
  const trees = pick(TREES, n);
  const body = { verified: { trees } };
  if (action.state === 'approved' && action.verified === trees) return { body, ...repeats(action, by, model) };
  const apply = () => decided(action, by, model, { state: 'approved', verified: trees, reason: null });
  const wish = {
    action,
    by,
    wish: `approve ${trees}`,
    trees,
    points: pointsOf(action, trees),
    event: 'ActionApproved',
    apply,
  };
  return {
    body,
    right: decides(action, by, model),
    now: waits(action) && isRunning(action.challenge),
    ...endorsed(wish),
  };
}

const REASONS = ['not-eligible', 'duplicate'];

function reject(action: Action, { by, n }: Move, model: RightsModel): Verdict & { right: boolean } {
  const reason = pick(REASONS, n);
  if (action.state === 'rejected' && action.reason === reason)
    return { body: { reason }, ...repeats(action, by, model) };
  return {
    body: { reason },
    right: decides(action, by, model),
    now: waits(action) && isRunning(action.challenge),
    events: ['ActionRejected'],
    apply: () => decided(action, by, model, { state: 'rejected', reason }),
  };
}

function correct(action: Action, { by, n }: Move, model: RightsModel): Verdict & { right: boolean } {
  const trees = pick(TREES, n);
  const body = { verified: { trees }, reason: 'recount' };
  const { state, challenge } = action;
  if (state === 'approved' && action.verified === trees)
    return { body, right: isReviewer(action, by), now: true, events: [] };
  const apply = () => decided(action, by, model, { verified: trees, reason: body.reason });
  const wish = {
    action,
    by,
    wish: `correct ${trees}`,
    trees,
    points: pointsOf(action, trees),
    event: 'ActionCorrected',
    apply,
  };
  return { body, right: reviews(action, by), now: state === 'approved' && isRunning(challenge), ...endorsed(wish) };
}

function revoke(action: Action, { by }: Move, model: RightsModel): Verdict & { right: boolean } {
  const body = { reason: 'reused-photo' };
  const { state, challenge } = action;
  if (state === 'revoked') return { body, right: isReviewer(action, by), now: true, events: [] };
  const apply = () => decided(action, by, model, { state: 'revoked', verified: null, ...body });
  const wish = { action, by, wish: 'revoke', trees: 0, points: 0, event: 'ApprovalRevoked', apply };
  return { body, right: reviews(action, by), now: state === 'approved' && isRunning(challenge), ...endorsed(wish) };
}

function reclassify(action: Action, { by, n }: Move, model: RightsModel): Verdict & { right: boolean } {
  const { state, challenge, claim, submittedOn } = action;
  const kind = pick(KINDS, n);
  const days = [claim.doneOn, submittedOn, challenge.opensOn, model.today].filter((day) => day !== '');
  const doneOn = pick(days, n >> 2);
  const body = { kind, doneOn, reason: 'mistake' };
  if (state === 'approved' && claim.kind === kind && claim.doneOn === doneOn)
    return { body, right: isReviewer(action, by), now: true, events: [] };
  const isPossible = doneOn >= challenge.opensOn && doneOn <= challenge.closesOn && doneOn <= submittedOn;
  const trees = action.verified ?? 0;
  const apply = () => decided(action, by, model, { claim: { ...claim, kind, doneOn }, reason: body.reason });
  const points = pointsOf(action, trees, kind);
  const wish = {
    action,
    by,
    wish: `reclassify ${kind} ${doneOn} ${trees}`,
    trees,
    points,
    event: 'ActionReclassified',
    apply,
  };
  const now = state === 'approved' && isPossible && isRunning(challenge);
  return { body, right: reviews(action, by), now, ...endorsed(wish) };
}

/** A withdrawn action comes back by an organiser. */
const isReopenable = ({ state }: Action, { role }: Person): boolean =>
  ['approved', 'rejected', 'revoked'].includes(state) || (state === 'withdrawn' && role === 'organiser');

/** An organiser of no college of the action may reopen it, and decides nothing by it. */
function reopen(action: Action, { by, n }: Move, model: RightsModel): Verdict & { right: boolean } {
  const reason = pick(REASONS, n);
  const isStranger = !by.outsideBy && !isParty(action.challenge, by, action.collegeId);
  const mayAsk = (by.role === 'organiser' && isStranger) || isReviewer(action, by);
  const lastEnd = `reopened by ${by.name}: ${reason}`;
  if (action.state === 'submitted' && action.lastEnd === lastEnd)
    return { body: { reason }, right: mayAsk, now: true, events: [] };
  const apply = () => {
    settled(action, by, model, { state: 'submitted', verified: null, reason: null, lastEnd });
    action.decision = null;
  };
  const isAlone = by.role === 'organiser' && !action.deciders.has(by) && !action.claimants.has(by);
  const wish = { action, by, wish: 'reopen', trees: 0, points: 0, event: 'DecisionReopened', apply };
  return {
    body: { reason },
    right: mayAsk && !isBarred(action, by),
    now: isReopenable(action, by) && isRunning(action.challenge),
    ...(action.state === 'approved' && !isAlone ? endorsed(wish) : { events: ['DecisionReopened'], apply }),
  };
}

/** Each action is refused or rejected by itself. */
function rejectActions(move: Move, model: RightsModel): Asked | null {
  const { challenge, by, n } = move;
  const others = model.actionsOf(pick(model.challenges, n)).slice(0, 1);
  const own = model.actionsOf(challenge).filter((_, place) => (n >> (place % 8)) % 2 > 0);
  const chosen = [...new Set([...own.slice(-4), ...others])];
  if (chosen.length === 0) return null;
  const each = chosen.map((action) => ({ action, ...reject(action, { ...move, n }, model) }));
  const taken = each.map((one) => one.action.challenge === challenge && one.right && one.now);
  const changed = each.filter((one, place) => taken[place] && one.events!.length > 0);
  const reason = (each[0]?.body as { reason: string } | undefined)?.reason ?? 'duplicate';
  return {
    path: `/api/challenges/${challenge.id}/reject-actions`,
    body: { actionIds: chosen.map(({ id }) => id), reason },
    right: by.role === 'reviewer',
    now: true,
    events: changed.map(() => 'ActionRejected'),
    apply: () =>
      changed.forEach(({ action, apply }) => {
        apply!({});
        action.involved.add(by);
      }),
    check: ({ results }: { results: { code: string | null }[] }) => {
      const done = results?.map(({ code }) => code === null);
      return JSON.stringify(done) === JSON.stringify(taken)
        ? null
        : `rejects ${JSON.stringify(results)}, not ${JSON.stringify(taken)}`;
    },
  };
}

export const decisionOps: Readonly<Record<string, Op>> = {
  ask: onAction(40, 'request-information', ask),
  approve: onAction(200, 'approve', approve),
  reject: onAction(60, 'reject', reject),
  correct: onAction(60, 'correct', correct),
  revoke: onAction(40, 'revoke', revoke),
  reclassify: onAction(40, 'reclassify', reclassify),
  reopenDecision: onAction(30, 'reopen', reopen),
  rejectActions: { weight: 15, ask: rejectActions },
};
