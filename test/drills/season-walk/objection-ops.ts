import type { Verdict } from './challenge-ops.js';
import {
  type Action,
  type Challenge,
  isOpened,
  later,
  newest,
  type Objection,
  ownerIn,
  type Person,
  type RightsModel,
} from './rights-model.js';
import { isParty } from './independence.js';
import { adjustmentKey, type Decision, enrolmentKey, finalKey } from './targets.js';
import { DISPUTE_DAYS } from './terms.js';
import { type Asked, type Move, type Op, pick } from './walk.js';

/** Days for a final when the rulebook sets none. */
const FINAL_DAYS = 5;
const MOST_OPEN = 5;
/** Dismissed or withdrawn. */
const MOST_IN_VAIN = 10;
const NOTE = 'Ескертпе';

interface Target {
  key: string;
  body: object;
  concerns: string | null;
  /** The decision as the person sees it; null = there is none for them. */
  decision: Decision | null;
  /** False = it is their own action. */
  right: boolean;
}

const isOne = (challenge: Challenge, one: string | null, other: string | null) =>
  one !== null && other !== null && ownerIn(challenge, one) === ownerIn(challenge, other);

/** The college that raised it, also after a merger, or the auditor. */
const isRaiser = ({ collegeId, by: raiser }: Objection, by: Person, challenge: Challenge) =>
  collegeId === null
    ? by.role === 'auditor' && by === raiser
    : by.role === 'coordinator' && isOne(challenge, by.collegeId, collegeId);

/** A college sees only what is approved or was, and during a freeze only what was so before. */
function actionTarget(action: Action, by: Person, challenge: Challenge): Target {
  const { frozenAt } = challenge.targets;
  const isAuditor = by.role === 'auditor';
  const seen = action.decisions.filter(({ at }) => isAuditor || frozenAt === null || at <= frozenAt).at(-1);
  const isSeen = isAuditor ? seen?.status !== 'undecided' : seen?.status === 'approved' || seen?.status === 'revoked';
  return {
    key: `action ${action.id}`,
    body: { kind: 'action', actionId: action.id },
    concerns: action.collegeId,
    decision: isSeen ? (seen ?? null) : null,
    right: !isOne(challenge, by.collegeId, action.collegeId),
  };
}

function targetOf({ challenge, college, action, by, n }: Move): Target | null {
  const { live, seen, finals } = challenge.targets;
  const isAuditor = by.role === 'auditor';
  const visible = (isAuditor ? null : seen) ?? live;
  const found = (key: string) => visible.get(key) ?? null;
  switch (n % 4) {
    case 0: {
      const number = Math.max(1, finals - (n % 2));
      const isStanding = challenge.state === 'final' && number === finals;
      const key = finalKey(number);
      return {
        key,
        body: { kind: 'final', number },
        concerns: null,
        decision: isStanding ? found(key) : null,
        right: true,
      };
    }
    case 1: {
      const key = enrolmentKey(college.id);
      const body = { kind: 'enrolment', collegeId: college.id };
      return { key, body, concerns: college.id, decision: found(key), right: true };
    }
    case 2: {
      const one = pick([...challenge.adjustments.values()], n >> 2);
      if (!one) return null;
      const target = found(adjustmentKey(one.id));
      const decision = target?.isProposal && !isAuditor ? null : target;
      const body = { kind: 'adjustment', adjustmentId: one.id };
      return { key: adjustmentKey(one.id), body, concerns: one.collegeId, decision, right: true };
    }
    default:
      return action ? actionTarget(action, by, challenge) : null;
  }
}

/** The last day counts from the latest of the decision, the reveal and the end of submissions. */
function isInTime({ day }: Decision, isFinal: boolean, challenge: Challenge, today: string): boolean {
  if (challenge.state === 'final' && !isFinal) return false;
  if (challenge.state === 'open') return true;
  const days = newest(challenge)?.options ? DISPUTE_DAYS : isFinal ? FINAL_DAYS : Infinity;
  const { revealedOn, closedOn } = challenge.targets;
  const last = [day, revealedOn ?? day, closedOn ?? day].sort().at(-1)!;
  return days === Infinity || today <= later(last, days);
}

function isWithinLimits(challenge: Challenge, by: Person, key: string, decision: Decision): boolean {
  const own = challenge.objections.filter((one) => isRaiser(one, by, challenge));
  const isAgain = own.some((one) => one.key === key && (one.decision === decision.id || one.state === 'open'));
  const count = (state: Objection['state']) => own.filter((one) => one.state === state).length;
  return !isAgain && count('open') < MOST_OPEN && count('dismissed') + count('withdrawn') < MOST_IN_VAIN;
}

const objects = ({ role }: Person) => role === 'coordinator' || role === 'auditor';

/** Every ninth request repeats an earlier objection, or another claims its id. */
function raise(move: Move, { today }: RightsModel): Asked | null {
  const { challenge, by, n } = move;
  const target = targetOf(move);
  if (!target) return null;
  const id = `${challenge.id}-objection-${n}`;
  const known =
    challenge.objections.find((one) => one.id === id) ?? (n % 9 === 0 ? pick(challenge.objections, n) : undefined);
  const { key, decision, concerns } = target;
  const request = {
    method: 'PUT' as const,
    path: `/api/objections/${known?.id ?? id}`,
    body: { challengeId: challenge.id, target: target.body, reason: 'mistake', note: NOTE },
  };
  if (known)
    return { ...request, right: objects(by), now: known.key === key && isRaiser(known, by, challenge), events: [] };
  const isFinal = target.key.startsWith('final');
  const college = by.collegeId ?? '';
  const tookPart = isFinal && (challenge.left.has(college) || challenge.merged.has(college));
  const isEntrant = by.role === 'auditor' || challenge.entrants.has(college) || tookPart;
  const now =
    isOpened(challenge) &&
    isEntrant &&
    decision !== null &&
    isInTime(decision, isFinal, challenge, today) &&
    isWithinLimits(challenge, by, key, decision);
  const collegeId = by.role === 'auditor' ? null : by.collegeId;
  const apply = () =>
    void challenge.objections.push({
      id,
      collegeId,
      by,
      key,
      concerns,
      decision: decision!.id,
      state: 'open',
      settlement: null,
    });
  return { ...request, right: objects(by) && target.right, now, events: ['ObjectionRaised'], apply };
}

/** A command on an objection. */
const onObjection = (
  weight: number,
  route: string,
  rule: (one: Objection, move: Move, model: RightsModel) => Verdict & { right: boolean },
): Op => ({
  weight,
  ask: (move, model) => {
    const one = pick(move.challenge.objections, move.n >> 3);
    return one ? { path: `/api/objections/${one.id}/${route}`, events: [], ...rule(one, move, model) } : null;
  },
});

function withdraw(one: Objection, { challenge, by }: Move): Verdict & { right: boolean } {
  const right = isRaiser(one, by, challenge);
  if (one.state === 'withdrawn') return { right, now: true, events: [] };
  return {
    right,
    now: one.state === 'open' && isOpened(challenge),
    events: ['ObjectionWithdrawn'],
    apply: () => void (one.state = 'withdrawn'),
  };
}

/** A settler never decided on the target, worked on it, raised the objection or belonged to a college of it. */
function isImpartial(
  { by: raiser, key, collegeId, concerns }: Objection,
  by: Person,
  challenge: Challenge,
  model: RightsModel,
): boolean {
  const action = model.actionsOf(challenge).find(({ id }) => key === `action ${id}`);
  const college = model.colleges.find(({ id }) => key === enrolmentKey(id));
  const decided = [action?.involved, college?.recorders, challenge.targets.deciders.get(key)];
  const isOfParty = [collegeId, concerns].some((party) => party !== null && isParty(challenge, by, party));
  return by !== raiser && !isOfParty && !by.outsideBy && !decided.some((people) => people?.has(by));
}

function settle(one: Objection, { challenge, by, n }: Move, model: RightsModel): Verdict & { right: boolean } {
  const outcome = n % 3 === 0 ? 'upheld' : 'dismissed';
  const settlement = `${outcome} by ${by.name}`;
  const body = { outcome, reason: 'second-look' };
  const isRole = by.role === 'organiser' || by.role === 'reviewer';
  if (one.settlement === settlement) return { body, right: isRole, now: true, events: [] };
  const isLeft = (person: Person) => person.role === 'organiser' && isImpartial(one, person, challenge, model);
  const isTurn = by.role === 'organiser' || (by.role === 'reviewer' && !model.people.some(isLeft));
  return {
    body,
    right: isTurn && isImpartial(one, by, challenge, model),
    now: one.state === 'open' && isOpened(challenge),
    events: ['ObjectionSettled'],
    apply: () => void Object.assign(one, { state: outcome, settlement }),
  };
}

export const objectionOps: Readonly<Record<string, Op>> = {
  raise: { weight: 30, ask: raise },
  withdrawObjection: onObjection(12, 'withdraw', withdraw),
  settle: onObjection(70, 'settle', settle),
};
