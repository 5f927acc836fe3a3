import { isOrganiser, quietIf, type Verdict } from './challenge-ops.js';
import { type Action, type College, later, type Person, type RightsModel } from './rights-model.js';
import { type Asked, type Move, type Op, pick } from './walk.js';

const ROLES = ['coordinator', 'reviewer', 'auditor', 'organiser'] as const;
const MOST_PEOPLE = 24;
/** Closed accounts stay people of a walk. */
const MOST_CLOSED = 12;
const FEWEST_OF_A_ROLE = 2;

/** A role and its college. Reviewers may be from outside, coordinators may not. */
const isActive = (of: College) => of.state === 'active';

function roleOf({ college, n }: Move) {
  const role = pick(ROLES, n);
  const isOutside = role !== 'coordinator' && n % 8 < 6;
  const collegeId = role === 'coordinator' || (role === 'reviewer' && !isOutside) ? college.id : null;
  const body = { role, ...(collegeId !== null || role === 'reviewer' ? { collegeId } : {}) };
  return { role, collegeId, body };
}

/** Confirmed organisers with a login, other than these two. */
const confirmers = ({ people }: RightsModel, by: Person, about: Person | null) =>
  people.filter((one) => one.role === 'organiser' && one.hasLogin && !one.outsideBy && one !== by && one !== about);

/** A reviewer or an organiser without a college waits for another organiser, if there is one. */
function outside(
  model: RightsModel,
  by: Person,
  about: Person | null,
  { role, collegeId }: Pick<Person, 'role' | 'collegeId'>,
) {
  const isOutside = collegeId === null && (role === 'reviewer' || role === 'organiser');
  const waits = isOutside && confirmers(model, by, about).length > 0;
  const mayGive = !isOutside || by.outsideBy === null;
  return { mayGive, outsideBy: waits ? by : null, events: isOutside && !waits ? ['NoCollegeConfirmed'] : [] };
}

const isNeeded = ({ people }: RightsModel, { role }: Person) =>
  (role === 'organiser' || role === 'reviewer') && people.filter((one) => one.role === role).length <= FEWEST_OF_A_ROLE;

/** Nobody else could sign in as an organiser. */
const isLast = ({ people }: RightsModel, person: Person) =>
  person.role === 'organiser' && !people.some((one) => one !== person && one.role === 'organiser' && one.hasLogin);

const open = ({ people }: RightsModel) => people.filter(({ closed }) => !closed);

function invite(move: Move, model: RightsModel): Asked | null {
  if (open(model).length >= MOST_PEOPLE) return null;
  const wanted = roleOf(move);
  return invitation(move.by, model, wanted, wanted.role !== 'coordinator' || isActive(move.college));
}

function invitation(
  by: Person,
  model: RightsModel,
  { role, collegeId, body }: Pick<Person, 'role' | 'collegeId'> & { body: object },
  now = true,
): Asked {
  const { people } = model;
  const name = `${role}-${people.length}`;
  const held = new Set(collegeId ? [collegeId] : []);
  const { mayGive, outsideBy, events } = outside(model, by, null, { role, collegeId });
  return {
    path: '/api/invitations',
    body: { ...body, name },
    right: isOrganiser(by) && mayGive,
    now,
    events: ['AccountInvited', ...events, 'InvitationIssued'],
    apply: ({ accountId: id }: { accountId: string }) =>
      void people.push({ name, id, role, collegeId, held, closed: false, hasLogin: false, outsideBy }),
  };
}

function grant(move: Move, model: RightsModel): Asked | null {
  const person = pick(model.people, move.n >> 4);
  const { role, collegeId, body } = roleOf(move);
  if (isNeeded(model, person)) return null;
  const { mayGive, outsideBy, events } = outside(model, move.by, person, { role, collegeId });
  const apply = () => {
    Object.assign(person, { role, collegeId, outsideBy });
    if (collegeId) person.held.add(collegeId);
  };
  const isSame = person.role === role && person.collegeId === collegeId;
  const loses = role !== 'organiser' && isLast(model, person);
  const now = !person.closed && !loses && (role !== 'coordinator' || isActive(move.college));
  const right = isOrganiser(move.by) && (mayGive || isSame);
  const verdict = { right, body, now, events: ['RoleGranted', ...events], apply };
  return asked(person, 'grant', move.by, quietIf(isSame && !person.closed, verdict));
}

function revoke({ by, n }: Move, model: RightsModel): Asked | null {
  const person = pick(model.people, n >> 4);
  if (isNeeded(model, person)) return null;
  const apply = () => void Object.assign(person, { role: null, collegeId: null, outsideBy: null });
  const verdict = { now: !person.closed && !isLast(model, person), events: ['RoleRevoked'], apply };
  return asked(person, 'revoke', by, quietIf(person.role === null && !person.closed, verdict));
}

function close({ by, n }: Move, model: RightsModel): Asked | null {
  const person = pick(model.people, n >> 4);
  const isFull = model.people.length - open(model).length >= MOST_CLOSED;
  if (isNeeded(model, person) || person === by || (isFull && !person.closed)) return null;
  const apply = () => {
    Object.assign(person, { role: null, collegeId: null, outsideBy: null, hasLogin: false, closed: true });
  };
  return asked(
    person,
    'close',
    by,
    quietIf(person.closed, { now: !isLast(model, person), events: ['AccountClosed'], apply }),
  );
}

/** Another organiser than the one who gave the role, and one who is confirmed; any where there is none. */
function confirm({ by, n }: Move, model: RightsModel): Asked {
  const person = pick(model.people, n >> 4);
  const { outsideBy: said } = person;
  const isOther = said !== by && by.outsideBy === null;
  return asked(person, 'confirm-no-college', by, {
    right: isOrganiser(by) && (said === null || isOther || confirmers(model, by, person).length === 0),
    ...quietIf(said === null && !person.closed, {
      now: !person.closed,
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

const DISTRICTS = ['aktau', 'munaily', 'beineu'];

function correctDistrict({ college, by, n }: Move): Asked {
  const district = n % DISTRICTS.length;
  const apply = () => void (college.district = district);
  const body = { district: DISTRICTS[district]! };
  const isSame = college.district === district;
  const verdict = quietIf(isSame, { body, now: true, events: ['CollegeDistrictCorrected'], apply });
  return { path: `/api/colleges/${college.id}/correct-district`, right: isOrganiser(by), events: [], ...verdict };
}

/** An alias that is a name of another college is refused. */
function setAliases({ college, by, n }: Move, { colleges }: RightsModel): Asked {
  const number = n % 3;
  const other = pick(colleges, n >> 2);
  const isTaken = n % 7 === 0 && other !== college;
  const aliases = [isTaken ? `${other.id} ${other.name}` : `${college.id} alias ${number}`];
  const apply = () => void (college.aliases = number);
  const isSame = !isTaken && college.aliases === number;
  const verdict = quietIf(isSame, { body: { aliases }, now: !isTaken, events: ['CollegeAliasesSet'], apply });
  const path = `/api/colleges/${college.id}/aliases`;
  return { method: 'PUT', path, right: isOrganiser(by), events: [], ...verdict };
}

/** Takes words only: rights, states and points stay as they are. */
function erase({ college, challenge, action, by, n }: Move, { actions }: RightsModel): Asked | null {
  const things = [
    ['action', action?.id] as const,
    ['college', college.id] as const,
    ['challenge', challenge.id] as const,
  ];
  const [of, id] = pick(things, n);
  if (id === undefined) return null;
  const isOf = (one: Action) => (of === 'action' ? one === action : of === 'college' && one.collegeId === id);
  return {
    path: '/api/erasures',
    body: { of, id, reason },
    right: isOrganiser(by),
    now: of !== 'challenge' || challenge.state !== 'none',
    events: [],
    perhaps: /TextsErased$/,
    apply: () => {
      for (const { evidence } of actions.filter(isOf)) for (const one of evidence) one.erased = true;
    },
  };
}

function record({ college, by, n }: Move, { today }: RightsModel): Asked {
  const students = 200 + (n % 5) * 100;
  const asOf = later(today, n % 6 === 0 ? 1 : 0);
  const isSame = college.students === students && college.enrolmentAsOf === asOf;
  const apply = () => {
    Object.assign(college, { students, enrolmentAsOf: asOf });
    college.recorders.add(by);
  };
  const body = { students, asOf, source: 'nobd' };
  const verdict = quietIf(isSame, { body, now: asOf <= today, events: ['EnrolmentRecorded'], apply });
  return { path: `/api/colleges/${college.id}/enrolments`, right: isOrganiser(by), events: [], ...verdict };
}

/** A command that ends a college, or takes that back; a few stay active. */
const ending = (
  weight: number,
  route: string,
  rule: (college: College, others: readonly College[], n: number) => Verdict,
): Op => ({
  weight,
  ask: ({ college, by, n }, { colleges }) => {
    const others = colleges.filter((one) => one !== college && isActive(one));
    if (route !== 'reopen' && isActive(college) && others.length < FEWEST_ACTIVE) return null;
    const verdict = rule(college, others, n);
    return { path: `/api/colleges/${college.id}/${route}`, right: isOrganiser(by), events: [], ...verdict };
  },
});

const FEWEST_ACTIVE = 3;
const reason = 'other';

const mergeCollege = ending(3, 'merge', (college, others, n) => {
  const into = n % 5 === 0 ? college.id : (college.into[0] ?? pick(others, n).id);
  return quietIf(college.state === 'merged' && college.into.includes(into), {
    body: { into, reason },
    now: isActive(college) && others.some(({ id }) => id === into),
    events: ['CollegeMerged'],
    apply: () => void Object.assign(college, { state: 'merged', into: [into] }),
  });
});

const splitCollege = ending(3, 'split', (college, others, n) => {
  const ends = n % 2 === 0;
  const into = others.slice(0, 1 + (n % 3)).map(({ id }) => id);
  const state = ends ? 'split' : 'active';
  const isSame = college.state === state && into.every((id) => college.into.includes(id));
  return quietIf(isSame && (!ends || into.length > 1), {
    body: { into, ends, reason },
    now: isActive(college) && (!ends || into.length > 1),
    events: ['CollegeSplit'],
    apply: () => void Object.assign(college, { state, into: [...new Set([...college.into, ...into])] }),
  });
});

const closeCollege = ending(3, 'close', (college) =>
  quietIf(college.state === 'closed', {
    body: { reason },
    now: isActive(college),
    events: ['CollegeClosed'],
    apply: () => void Object.assign(college, { state: 'closed', into: [] }),
  }),
);

const reopenCollege = ending(12, 'reopen', (college) =>
  quietIf(isActive(college) && college.into.length === 0, {
    body: { reason },
    now: true,
    events: ['CollegeReopened'],
    apply: () => void Object.assign(college, { state: 'active', into: [] }),
  }),
);

function inviteOrganiser({ by }: Move, model: RightsModel): Asked | null {
  if (open(model).length >= 2 * MOST_PEOPLE) return null;
  return invitation(by, model, { role: 'organiser', collegeId: null, body: { role: 'organiser' } });
}

export const directoryOps: Readonly<Record<string, Op>> = {
  invite: { weight: 4, ask: invite },
  grant: { weight: 8, ask: grant },
  revoke: { weight: 3, ask: revoke },
  confirmNoCollege: { weight: 8, ask: confirm },
  closeAccount: { weight: 2, ask: close },
  correctDistrict: { weight: 2, ask: correctDistrict },
  setAliases: { weight: 3, ask: setAliases },
  erase: { weight: 6, ask: erase },
  renameCollege: { weight: 8, ask: rename },
  inviteOrganiser: { weight: 1, ask: inviteOrganiser },
  mergeCollege,
  splitCollege,
  closeCollege,
  reopenCollege,
  recordEnrolment: { weight: 8, ask: record },
};
