import { actsFor, owns } from './independence.js';
import {
  type Action,
  type Challenge,
  type Claim,
  isEntrant,
  isRunning,
  later,
  newest,
  ownerIn,
  type RightsModel,
} from './rights-model.js';
import { KINDS, OPEN_CLAIMS } from './terms.js';
import { type Answer, type Asked, type Move, type Op, pick } from './walk.js';
import type { Verdict } from './challenge-ops.js';
import { quietIf } from './challenge-ops.js';

export const TREES = [5, 20, 60, 80];
/** Undecided actions of a challenge at most, so that walks also decide. */
const UNDECIDED = 10;

export const waits = ({ state }: Action): boolean => state === 'submitted' || state === 'needs-info';
export const takesClaims = ({ state, closesOn }: Challenge, today: string): boolean =>
  state === 'open' && today <= closesOn;

const bodyOf = ({ kind, doneOn, trees }: Claim) => ({
  kind,
  doneOn,
  claimed: { trees: { value: trees, precision: 'exact' } },
});

const isSame = (a: Claim, b: Claim) => a.kind === b.kind && a.doneOn === b.doneOn && a.trees === b.trees;

/** Every tenth claim names a day outside the challenge or to come, or no tree. */
function claimOf(n: number, today: string): Claim {
  const doneOn = n % 10 === 0 ? later(today, n % 20 === 0 ? 1 : -30) : later(today, -(n % 2));
  return { kind: pick(KINDS, n >> 3), doneOn, trees: n % 30 === 5 ? 0 : pick(TREES, n >> 5) };
}

const isPossible = ({ kind, doneOn, trees }: Claim, { opensOn, closesOn }: Challenge, today: string) =>
  doneOn <= today && doneOn >= opensOn && doneOn <= closesOn && (kind === 'plain' || trees > 0);

/** Claims of the college that await a decision, of the kind and day if there is one. */
const openClaims = ({ model, challenge, collegeId }: Place, claim?: Claim) =>
  model
    .actionsOf(challenge)
    .filter((one) => waits(one) && ownerIn(challenge, one.collegeId) === ownerIn(challenge, collegeId))
    .filter((one) => !claim || (one.claim.kind === claim.kind && one.claim.doneOn === claim.doneOn)).length;

interface Place {
  model: RightsModel;
  challenge: Challenge;
  collegeId: string;
}

const hasPlace = (place: Place) => !newest(place.challenge)?.options || openClaims(place) < OPEN_CLAIMS.college;
const hasPlaceOnDay = (place: Place, claim: Claim) =>
  !newest(place.challenge)?.options || openClaims(place, claim) < OPEN_CLAIMS.kindAndDay;

function submit({ challenge, college, by, action, n }: Move, model: RightsModel): Asked | null {
  const { today } = model;
  const own = model.actionsOf(challenge);
  const id = `${challenge.id}-${n}`;
  const repeated = own.find((one) => one.id === id) ?? (n % 12 === 0 ? action : undefined);
  if (!repeated && own.filter(waits).length >= UNDECIDED) return null;
  const claim = repeated && n % 24 === 0 ? repeated.first : claimOf(n, today);
  const collegeId = repeated?.collegeId ?? college.id;
  const request = {
    path: `/api/actions/${repeated?.id ?? id}`,
    method: 'PUT' as const,
    body: { challengeId: challenge.id, collegeId, ...bodyOf(claim) },
  };
  const right = actsFor(by, collegeId);
  if (repeated)
    return { ...request, right, now: repeated.state !== 'withdrawn' && isSame(claim, repeated.first), events: [] };
  const place = { model, challenge, collegeId };
  const now =
    takesClaims(challenge, today) &&
    challenge.entrants.has(collegeId) &&
    isPossible(claim, challenge, today) &&
    hasPlace(place) &&
    hasPlaceOnDay(place, claim);
  const apply = () =>
    void own.push({
      id,
      challenge,
      collegeId,
      state: 'submitted',
      submittedOn: today,
      version: challenge.books.at(-1)!.version,
      first: claim,
      claim,
      verified: null,
      reason: null,
      endorsements: [],
      disputed: false,
      decision: null,
      askedOn: null,
      lastEnd: null,
      claimants: new Set([by]),
      deciders: new Set(),
      barred: null,
      barredByDispute: new Set(),
      evidence: [],
      decisions: [],
      involved: new Set([by]),
    });
  return { ...request, right, now, events: ['ActionSubmitted'], apply };
}

function revise(action: Action, { by, n }: Move, model: RightsModel): Verdict {
  const { today } = model;
  const { challenge, collegeId, claim: before } = action;
  const claim = n % 3 === 0 ? { ...before, trees: pick(TREES, n >> 5) } : n % 3 === 1 ? before : claimOf(n, today);
  const present = presentOf(action);
  const keeps = n % 2 === 0;
  const body = { ...bodyOf(claim), ...(keeps && { keep: present.map(({ id }) => id) }) };
  const isOther = claim.kind !== before.kind || claim.doneOn !== before.doneOn;
  const isInTime = takesClaims(challenge, today) || (action.state === 'needs-info' && !isOther);
  const now =
    waits(action) &&
    isRunning(challenge) &&
    isEntrant(challenge, action.collegeId) &&
    isInTime &&
    isPossible(claim, challenge, today) &&
    (!isOther || hasPlaceOnDay({ model, challenge, collegeId }, claim));
  const apply = () => {
    if (isOther) Object.assign(action, { submittedOn: today, version: challenge.books.at(-1)!.version });
    Object.assign(action, { state: 'submitted', claim, reason: null, endorsements: [], askedOn: null });
    action.claimants.add(by);
    if (!keeps) for (const one of present) one.state = 'revised-away';
  };
  const verdict = { body, now, events: ['ActionRevised'], apply };
  const saysTheSame = isSame(claim, before) && (keeps || present.length === 0);
  return quietIf(action.state === 'submitted' && saysTheSame, verdict);
}

const presentOf = ({ evidence }: Action) => evidence.filter(({ state }) => state === 'there');

function attach(action: Action, { by, n }: Move): Verdict {
  const { challenge, state, evidence } = action;
  const url = `https://example.org/${n % 3}`;
  const isEnded = state === 'withdrawn' || state === 'revoked';
  const apply = ({ evidenceId: id }: { evidenceId: string }) => {
    evidence.push({ id, url, state: 'there', erased: false });
    action.claimants.add(by);
  };
  return quietIf(
    presentOf(action).some((one) => one.url === url && !one.erased),
    {
      body: { url },
      now: !isEnded && isRunning(challenge) && isEntrant(challenge, action.collegeId),
      events: ['EvidenceAttached'],
      apply,
    },
  );
}

/** Works in every state; the college that submitted may do it even after a merger. */
function takeDown(action: Action, { by, n }: Move): Verdict & { right: boolean } {
  const one = action.evidence[n % (action.evidence.length + 1)];
  const id = one?.id ?? '00000000-0000-4000-8000-000000000000';
  const request = { path: `/api/actions/${action.id}/evidence/${id}/take-down`, body: { reason: 'faces' } };
  const right = by.role === 'reviewer' || owns(action, by) || actsFor(by, action.collegeId);
  const apply = () => void (one!.state = 'taken-down');
  const verdict = { ...request, now: one !== undefined, events: ['EvidenceTakenDown'], apply };
  return { right, ...quietIf(one?.state === 'taken-down', verdict), ...request };
}

function withdraw(action: Action): Verdict {
  return quietIf(action.state === 'withdrawn', {
    now: waits(action) && isRunning(action.challenge),
    events: ['ActionWithdrawn'],
    apply: () => void Object.assign(action, { state: 'withdrawn', endorsements: [], askedOn: null }),
  });
}

/** A command on one action; its rule says who may give it. */
export const onAction = (
  weight: number,
  route: string,
  rule: (action: Action, move: Move, model: RightsModel) => Verdict & { right: boolean },
): Op => ({
  weight,
  ask: (move, model) => {
    const { action, by } = move;
    if (!action) return null;
    const verdict = rule(action, move, model);
    const apply = (answer: Answer['body']) => {
      verdict.apply?.(answer);
      action.involved.add(by);
    };
    return { path: `/api/actions/${action.id}/${route}`, events: [], ...verdict, apply };
  },
});

/** A command of the college of an action. */
const owners = (weight: number, route: string, rule: (action: Action, move: Move, model: RightsModel) => Verdict) =>
  onAction(weight, route, (action, move, model) => ({ right: owns(action, move.by), ...rule(action, move, model) }));

export const claimOps: Readonly<Record<string, Op>> = {
  submit: { weight: 260, ask: submit },
  revise: owners(40, 'revise', revise),
  attach: owners(12, 'evidence', attach),
  takeDown: onAction(6, 'evidence', takeDown),
  withdraw: owners(20, 'withdraw', withdraw),
};
