import { enter, isOrganiser, organisers, quietIf, type Verdict } from './challenge-ops.js';
import {
  type Adjustment,
  type Challenge,
  type Entrant,
  isOpened,
  isRunning,
  later,
  newest,
  ownerIn,
  type RightsModel,
} from './rights-model.js';
import { leagueOf, SECOND_ORGANISER_FROM } from './terms.js';
import { isParty } from './independence.js';
import { adjustmentKey, decideOn, enrolmentKey } from './targets.js';
import type { Move, Op } from './walk.js';

function leave(challenge: Challenge, { college: { id }, n }: Move): Verdict {
  const path = `/api/challenges/${challenge.id}/colleges/${id}`;
  const entrant = challenge.entrants.get(id);
  const isGone = isRunning(challenge) && challenge.left.has(id);
  const apply = () => {
    challenge.left.set(id, entrant!);
    challenge.entrants.delete(id);
    challenge.targets.live.delete(enrolmentKey(id));
  };
  const body = n % 2 === 0 ? { reason: 'moved', countsInTotals: n % 4 === 0 } : undefined;
  const verdict = { body, now: isRunning(challenge) && entrant !== undefined, events: ['CollegeLeft'], apply };
  const request = body ? { path: `${path}/leave` } : { path, method: 'DELETE' as const };
  return { ...request, ...quietIf(isGone, verdict) };
}

/** It has the students and the league of before. */
function comeBack(challenge: Challenge, id: string, entrant: Entrant, model: RightsModel): void {
  challenge.entrants.set(id, entrant);
  decideOn(challenge, enrolmentKey(id), model, { collegeId: id });
}

function comeIn(challenge: Challenge, { college }: Move, model: RightsModel): Verdict {
  const before = challenge.left.get(college.id);
  const isKnown = before !== undefined || (college.students !== null && college.state === 'active');
  const apply = () => {
    if (before) comeBack(challenge, college.id, before, model);
    else enter(challenge, college, model);
    challenge.left.delete(college.id);
  };
  return quietIf(isRunning(challenge) && challenge.entrants.has(college.id), {
    body: { collegeId: college.id },
    now: isRunning(challenge) && isKnown && !challenge.merged.has(college.id),
    events: ['CollegeEntered'],
    apply,
  });
}

function rename(challenge: Challenge, { college }: Move): Verdict {
  const entrant = challenge.entrants.get(college.id);
  const isThere = isOpened(challenge) && entrant !== undefined;
  return quietIf(isThere && entrant.name === college.name, {
    now: isThere,
    events: ['EntrantRenamed'],
    apply: () => void (entrant!.name = college.name),
  });
}

function enrolment(challenge: Challenge, { college, by, n }: Move, model: RightsModel): Verdict {
  const { today } = model;
  const entrant = challenge.entrants.get(college.id);
  const students = n % 10 === 0 ? 0 : 200 + (n % 4) * 100;
  const enrolmentAsOf = later(today, n % 7 === 0 ? 1 : -(n % 3));
  const isThere = isRunning(challenge) && entrant !== undefined;
  return quietIf(isThere && entrant.students === students && entrant.enrolmentAsOf === enrolmentAsOf, {
    body: { students, enrolmentAsOf, reason: 'recount' },
    now: isThere && students > 0 && enrolmentAsOf <= today,
    events: ['EntrantEnrolmentCorrected'],
    apply: () => {
      Object.assign(entrant!, { students, enrolmentAsOf });
      decideOn(challenge, enrolmentKey(college.id), model, { by, collegeId: college.id });
    },
  });
}

function league(challenge: Challenge, { college, n }: Move): Verdict {
  const entrant = challenge.entrants.get(college.id);
  const wanted = (['L', 'S', 'M', null] as const)[n % 4]!;
  const terms = newest(challenge);
  const fits = wanted === null ? !terms || leagueOf(0, terms) === null : terms?.leagues && wanted !== 'M';
  const isThere = isRunning(challenge) && entrant !== undefined;
  return quietIf(isThere && entrant.league === wanted, {
    body: { league: wanted, reason: 'mistake' },
    now: isThere && fits === true,
    events: ['EntrantLeagueCorrected'],
    apply: () => void (entrant!.league = wanted),
  });
}

function merge(challenge: Challenge, { college: { id }, n }: Move, { colleges }: RightsModel): Verdict {
  const into = colleges[n % colleges.length]!.id;
  const { entrants, merged } = challenge;
  return quietIf(isRunning(challenge) && merged.get(id)?.into === into, {
    body: { into, reason: 'merged' },
    now: isRunning(challenge) && id !== into && entrants.has(id) && entrants.has(into),
    events: ['EntrantMerged'],
    apply: () => {
      merged.set(id, { into, entrant: entrants.get(id)! });
      entrants.delete(id);
      challenge.targets.live.delete(enrolmentKey(id));
    },
  });
}

/** It comes back as it was; what it did counts for itself again. */
function undoMerger(challenge: Challenge, { college: { id } }: Move, model: RightsModel): Verdict {
  const merger = challenge.merged.get(id);
  return {
    body: { reason: 'mistake' },
    now: isRunning(challenge) && merger !== undefined,
    events: ['EntrantMergerUndone'],
    apply: () => {
      challenge.merged.delete(id);
      comeBack(challenge, id, merger!.entrant, model);
    },
  };
}

/** Every fourth adjustment repeats an earlier one. */
function adjust(challenge: Challenge, { by, college, n }: Move, model: RightsModel): Verdict {
  const { adjustments } = challenge;
  const known = [...adjustments.values()];
  const fresh = `${challenge.id}-adjustment-${n}`;
  const repeated = adjustments.get(fresh) ?? (n % 4 === 0 ? known[n % (known.length + 1)] : undefined);
  const id = repeated?.id ?? fresh;
  const points = n % 9 === 0 ? 0 : (n % 60) - 30;
  const of = known.filter(
    (one) => one.state === 'alone' && one.by === by && ownerIn(challenge, one.collegeId) === college.id,
  );
  const net = of.reduce((sum, one) => sum + one.points, points);
  const isFree = !by.outsideBy && !isParty(challenge, by, college.id);
  const isSmall = isFree && Math.max(Math.abs(points), Math.abs(net)) < SECOND_ORGANISER_FROM;
  const isLarge = challenge.twoOrganisers && !isSmall;
  const state = isLarge ? 'proposed' : 'alone';
  const isThere = isRunning(challenge) && challenge.entrants.has(college.id);
  return quietIf(isThere && (points === 0 || repeated !== undefined), {
    body: { adjustmentId: id, collegeId: college.id, points, reason: 'bonus' },
    now: isThere,
    events: [isLarge ? 'AdjustmentProposed' : 'PointsAdjusted'],
    apply: () => {
      adjustments.set(id, { id, collegeId: college.id, points, by, state });
      decideOn(challenge, adjustmentKey(id), model, { by, collegeId: college.id, isProposal: isLarge === true });
    },
    check: ({ adjustmentId }) =>
      (adjustmentId !== null) === ((repeated?.state ?? (points === 0 ? 'alone' : state)) === 'proposed')
        ? null
        : `answers adjustmentId ${adjustmentId}`,
  });
}

/** A command on a proposed adjustment, or on one that is none. */
const deciding = (
  what: 'confirm' | 'decline',
  rule: (one: Adjustment, challenge: Challenge, by: Move['by'], model: RightsModel) => Verdict,
): Op => ({
  weight: 12,
  ask: ({ challenge, by, n }, model) => {
    const known = [...challenge.adjustments.values()].filter(({ state }) => state !== 'alone');
    const one = known[n % (known.length + 1)];
    const path = `/api/challenges/${challenge.id}/adjustments/${one?.id ?? 'none'}/${what}`;
    const body = what === 'decline' ? { reason: 'mistake' } : undefined;
    const right = isOrganiser(by);
    if (!one || !isRunning(challenge)) return { path, body, right, now: false, events: [] };
    return { path, right, events: [], ...rule(one, challenge, by, model), body };
  },
});

export const entrantOps: Readonly<Record<string, Op>> = {
  enter: organisers(20, 'colleges', comeIn),
  leave: organisers(6, 'leave', leave),
  rename: organisers(12, 'rename', (challenge, move) => ({
    path: `/api/challenges/${challenge.id}/colleges/${move.college.id}/rename`,
    ...rename(challenge, move),
  })),
  enrolment: organisers(12, 'enrolment', (challenge, move, model) => ({
    path: `/api/challenges/${challenge.id}/colleges/${move.college.id}/enrolment`,
    ...enrolment(challenge, move, model),
  })),
  league: organisers(12, 'league', (challenge, move) => ({
    path: `/api/challenges/${challenge.id}/colleges/${move.college.id}/league`,
    ...league(challenge, move),
  })),
  merge: organisers(4, 'merge', (challenge, move, model) => ({
    path: `/api/challenges/${challenge.id}/colleges/${move.college.id}/merge`,
    ...merge(challenge, move, model),
  })),
  undoMerger: organisers(20, 'undo-merger', (challenge, move, model) => ({
    path: `/api/challenges/${challenge.id}/colleges/${move.college.id}/undo-merger`,
    ...undoMerger(challenge, move, model),
  })),
  adjust: organisers(25, 'adjust', adjust),
  confirm: deciding('confirm', (one, challenge, by, model) =>
    quietIf(one.state === 'confirmed', {
      right: isOrganiser(by) && one.by !== by && !by.outsideBy && !isParty(challenge, by, one.collegeId),
      now: one.state === 'proposed' && challenge.entrants.has(ownerIn(challenge, one.collegeId)),
      events: ['PointsAdjusted'],
      apply: () => {
        one.state = 'confirmed';
        decideOn(challenge, adjustmentKey(one.id), model, { by, collegeId: one.collegeId });
      },
    }),
  ),
  decline: deciding('decline', (one, challenge) =>
    quietIf(one.state === 'declined', {
      now: one.state === 'proposed',
      events: ['AdjustmentDeclined'],
      apply: () => {
        one.state = 'declined';
        challenge.targets.live.delete(adjustmentKey(one.id));
      },
    }),
  ),
};
