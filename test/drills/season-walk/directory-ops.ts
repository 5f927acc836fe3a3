import { isOrganiser, quietIf, type Verdict } from './challenge-ops.js';
import { type College, later, type Person, type RightsModel } from './rights-model.js';
import { type Asked, type Move, type Op, pick } from './walk.js';

const ROLES = ['coordinator', 'reviewer', 'auditor', 'organiser'] as const;
const MOST_PEOPLE = 24;
const FEWEST_OF_A_ROLE = 2;

/** A role and its college. Reviewers may be from outside, coordinators may not. */
function roleOf({ college, n }: Move) {
  const role = pick(ROLES, n);
  const isOutside = role !== 'coordinator' && n % 8 < 6;
  const collegeId = role === 'coordinator' || (role === 'reviewer' && !isOutside) ? college.id : null;
  const body = { role, ...(collegeId !== null || role === 'reviewer' ? { collegeId } : {}) };
  return { role, collegeId, body };
}

/** The first organiser, who is nobody of the walk, could confirm: so others always have to be. */
const outsideBy = (role: string, collegeId: string | null, by: Person): Person | null =>
  collegeId === null && (role === 'reviewer' || role === 'organiser') ? by : null;

const isNeeded = ({ people }: RightsModel, { role }: Person) =>
  (role === 'organiser' || role === 'reviewer') && people.filter((one) => one.role === role).length <= FEWEST_OF_A_ROLE;

function invite(move: Move, { people }: RightsModel): Asked | null {
  if (people.length >= MOST_PEOPLE) return null;
  const { role, collegeId, body } = roleOf(move);
  const right = isOrganiser(move.by);
  const apply = ({ accountId: id }: { accountId: string }) =>
    void people.push({
      name: `${role}-${people.length}`,
      id,
      role,
      collegeId,
      held: new Set(collegeId ? [collegeId] : []),
      outsideBy: outsideBy(role, collegeId, move.by),
    });
  const name = `Person ${people.length}`;
  return {
    path: '/api/invitations',
    body: { ...body, name },
    right,
    now: true,
    events: ['AccountInvited', 'InvitationIssued'],
    apply,
  };
}

function grant(move: Move, model: RightsModel): Asked | null {
  const person = pick(model.people, move.n >> 4);
  const { role, collegeId, body } = roleOf(move);
  if (isNeeded(model, person)) return null;
  const apply = () => {
    Object.assign(person, { role, collegeId, outsideBy: outsideBy(role, collegeId, move.by) });
    if (collegeId) person.held.add(collegeId);
  };
  const isSame = person.role === role && person.collegeId === collegeId;
  return asked(person, 'grant', move.by, quietIf(isSame, { body, now: true, events: ['RoleGranted'], apply }));
}

function revoke({ by, n }: Move, model: RightsModel): Asked | null {
  const person = pick(model.people, n >> 4);
  if (isNeeded(model, person)) return null;
  const apply = () => void Object.assign(person, { role: null, collegeId: null, outsideBy: null });
  return asked(person, 'revoke', by, quietIf(person.role === null, { now: true, events: ['RoleRevoked'], apply }));
}

function confirm({ by, n }: Move, { people }: RightsModel): Asked {
  const person = pick(people, n >> 4);
  const { outsideBy: said } = person;
  return asked(person, 'confirm-no-college', by, {
    right: isOrganiser(by) && (said === null || (said !== by && by.outsideBy === null)),
    ...quietIf(said === null, {
      now: true,
      events: ['NoCollegeConfirmed'],
      apply: () => void (person.outsideBy = null),
    }),
  });
}

const asked = ({ id }: Person, route: string, by: Person, verdict: Verdict): Asked => ({
  path: `/api/accounts/${id}/${route}`,
  right: isOrganiser(by),
  events: [],
  ...verdict,
});

const names = (college: College, name: number) => {
  const text = `${college.id} ${name}`;
  return { kk: text, ru: text, en: text };
};

function rename({ college, by, n }: Move): Asked {
  const name = n % 3;
  const body = { names: names(college, name), shortNames: names(college, name) };
  const apply = () => void (college.name = name);
  const verdict = quietIf(college.name === name, { body, now: true, events: ['CollegeRenamed'], apply });
  return { path: `/api/colleges/${college.id}/rename`, right: isOrganiser(by), events: [], ...verdict };
}

function record({ college, by, n }: Move, { today }: RightsModel): Asked {
  const students = 200 + (n % 5) * 100;
  const asOf = later(today, n % 6 === 0 ? 1 : 0);
  const isSame = college.students === students && college.enrolmentAsOf === asOf;
  const apply = () => void Object.assign(college, { students, enrolmentAsOf: asOf });
  const body = { students, asOf, source: 'nobd' };
  const verdict = quietIf(isSame, { body, now: asOf <= today, events: ['EnrolmentRecorded'], apply });
  return { path: `/api/colleges/${college.id}/enrolments`, right: isOrganiser(by), events: [], ...verdict };
}

export const directoryOps: Readonly<Record<string, Op>> = {
  invite: { weight: 4, ask: invite },
  grant: { weight: 8, ask: grant },
  revoke: { weight: 3, ask: revoke },
  confirmNoCollege: { weight: 8, ask: confirm },
  renameCollege: { weight: 8, ask: rename },
  recordEnrolment: { weight: 8, ask: record },
};
