import {
  type Challenge,
  daysFrom,
  isOpened,
  isRunning,
  later,
  newest,
  type Person,
  type RightsModel,
  type Terms,
} from './rights-model.js';
import { decideOn, enrolmentKey, finalKey, freeze, reveal } from './targets.js';
import { blockersOf } from './blockers.js';
import { leagueOf, rulesOf } from './terms.js';
import type { Asked, Move, Op } from './walk.js';

const text = (word: string) => ({ kk: word, ru: word, en: word });
const note = { kk: 'Ереже', ru: 'Правила' };
export const isOrganiser = ({ role }: Person): boolean => role === 'organiser';

/** The part of an expectation that depends on the state. */
export type Verdict = Pick<Asked, 'now'> & Partial<Asked>;
type Rule = (challenge: Challenge, move: Move, model: RightsModel) => Verdict;

/** An organiser's command on one challenge. */
export const organisers = (weight: number, route: string, rule: Rule): Op => ({
  weight,
  ask: (move, model) => ({
    path: at(move.challenge, route),
    right: isOrganiser(move.by),
    events: [],
    ...rule(move.challenge, move, model),
  }),
});

const at = ({ id }: Challenge, route: string) => `/api/challenges/${id}/${route}`;
const isAlive = ({ state }: Challenge) => state !== 'none' && state !== 'cancelled';

/** Quiet when the result exists already. */
export const quietIf = (isSame: boolean, verdict: Verdict): Verdict =>
  isSame ? { body: verdict.body, now: true, events: [] } : verdict;

function announce(challenge: Challenge, { n }: Move, { today }: RightsModel): Verdict {
  const opensOn = later(today, (n % 5) - 1);
  const closesOn = later(opensOn, 4 + (n % 20));
  const { id } = challenge;
  const body = { id, track: 'green', titles: text(id), season: text('2026'), opensOn, closesOn };
  const announcement = `${opensOn} ${closesOn}`;
  const apply = () => void Object.assign(challenge, { state: 'announced', opensOn, closesOn, announcement });
  const verdict = { body, now: challenge.state === 'none', events: ['ChallengeAnnounced'], apply };
  return quietIf(challenge.announcement === announcement, verdict);
}

function redescribe(challenge: Challenge, { n }: Move): Verdict {
  const title = `${challenge.id} ${n % 3}`;
  const track = n % 7 === 0 ? 'amal' : challenge.track;
  const body = { titles: text(title), ...(n % 7 === 0 && { track }) };
  const now = isAlive(challenge) && (challenge.state === 'announced' || track === challenge.track);
  const apply = () => void Object.assign(challenge, { title, track });
  const isSame = isAlive(challenge) && title === challenge.title && track === challenge.track;
  return quietIf(isSame, { body, now, events: ['ChallengeRedescribed'], apply });
}

function reschedule(challenge: Challenge, { n }: Move, { today }: RightsModel): Verdict {
  const opensOn = n % 2 === 0 ? later(today, (n % 5) - 1) : challenge.opensOn || today;
  const closesOn = later(today, (n % 16) - 2);
  const { state } = challenge;
  const body = { ...(n % 2 === 0 && { opensOn }), closesOn, reason: 'weather' };
  const moves = opensOn !== challenge.opensOn;
  const fits = closesOn >= opensOn && closesOn >= today && (!moves || opensOn >= today);
  const now = (state === 'announced' || (state === 'open' && !moves)) && fits;
  const apply = () => void Object.assign(challenge, { opensOn, closesOn });
  const isSame = isAlive(challenge) && !moves && closesOn === challenge.closesOn;
  return quietIf(isSame, { body, now, events: ['ChallengeRescheduled'], apply });
}

const termsOf = (n: number): Terms => ({
  options: n % 3 > 0,
  weight: n % 5 === 0 ? 2 : 1,
  minimumStudents: n % 11 === 0 ? 300 : 200,
  perDay: n % 13 === 0 ? 1 : 4,
  leagues: n % 17 !== 0,
});

const isSameTerms = (a: Terms | undefined, b: Terms) => JSON.stringify(a) === JSON.stringify(b);

function publish(challenge: Challenge, { n }: Move, { today }: RightsModel): Verdict {
  const last = challenge.books.at(-1);
  const terms = termsOf(n);
  const retroactive = n % 4 === 0;
  const body = { rules: rulesOf(terms), retroactive, note };
  const forAll = last && (last.terms.minimumStudents !== terms.minimumStudents || last.terms.perDay !== terms.perDay);
  const mayNow = !isOpened(challenge) || (last?.terms.leagues === terms.leagues && (retroactive || !forAll));
  const now = isAlive(challenge) && challenge.state !== 'final' && mayNow;
  const apply = () => {
    challenge.lastVersion += 1;
    challenge.books.push({ version: challenge.lastVersion, retroactive, terms });
    challenge.readyOn ??= today;
    if (isOpened(challenge)) challenge.twoOrganisers ||= terms.options;
  };
  const isSame = isAlive(challenge) && isSameTerms(last?.terms, terms) && last?.retroactive === retroactive;
  const summary = JSON.stringify({ ...terms, retroactive });
  return { summary, ...quietIf(isSame, { body, now, events: ['RulebookPublished'], apply }) };
}

function withdrawRulebook(challenge: Challenge, { n }: Move): Verdict {
  const version = 1 + (n % (challenge.lastVersion + 1));
  const rest = challenge.books.filter((book) => book.version !== version);
  const isThere = rest.length < challenge.books.length;
  const keeps = rest.at(-1)?.terms.leagues === newest(challenge)?.leagues;
  const now = isThere && (challenge.state === 'announced' || (isRunning(challenge) && rest.length > 0 && keeps));
  const apply = () => {
    challenge.books = rest;
    if (rest.length === 0) challenge.readyOn = null;
  };
  const path = at(challenge, `rulebooks/${version}/withdraw`);
  const verdict = { path, body: { reason: 'mistake' }, now, events: ['RulebookWithdrawn'], apply };
  return { path, ...quietIf(isAlive(challenge) && !isThere && version <= challenge.lastVersion, verdict) };
}

/** Every fifth change of the rules is a dry run: refused as the real one, and without an event. */
const dryRuns =
  (rule: Rule): Rule =>
  (challenge, move, model) => {
    const verdict = rule(challenge, move, model);
    if (move.n % 5 > 0) return verdict;
    const { path = at(challenge, 'rulebooks'), body, summary, now } = verdict;
    return { path: `${path}?dryRun=true`, body, summary, now, events: [] };
  };

/** Colleges with a known enrolment, or those that are named. */
function open(challenge: Challenge, { n }: Move, model: RightsModel): Verdict {
  const { today, colleges } = model;
  const chosen = colleges.filter(({ students, state }, place) =>
    n % 3 === 0 ? students !== null && state === 'active' : n % 3 === 1 ? place < 3 : place !== n % colleges.length,
  );
  const body = n % 3 === 0 ? {} : { colleges: chosen.map(({ id }) => id) };
  const { state, entrants } = challenge;
  const isSame = n % 3 === 0 || (entrants.size === chosen.length && chosen.every(({ id }) => entrants.has(id)));
  const isKnown = chosen.every((one) => one.students !== null && one.state === 'active');
  const now = state === 'announced' && challenge.books.length > 0 && challenge.closesOn >= today && isKnown;
  const isEarly = challenge.opensOn > today;
  const apply = () => {
    if (isEarly) challenge.opensOn = today;
    begin(challenge, chosen, model);
  };
  const events = [...(isEarly ? ['ChallengeRescheduled'] : []), 'ChallengeOpened'];
  return quietIf(state === 'open' && isSame, { body, now, events, apply });
}

export function begin(challenge: Challenge, colleges: RightsModel['colleges'], model: RightsModel): void {
  challenge.state = 'open';
  challenge.twoOrganisers = newest(challenge)?.options ?? false;
  for (const college of colleges) enter(challenge, college, model);
}

export function enter(challenge: Challenge, college: Move['college'], model: RightsModel): void {
  const { id, students, enrolmentAsOf, name } = college;
  const league = leagueOf(students!, newest(challenge)!);
  challenge.entrants.set(id, { students: students!, enrolmentAsOf, name, league });
  decideOn(challenge, enrolmentKey(id), model, { collegeId: id });
}

function finalise(challenge: Challenge, { by }: Move, model: RightsModel): Verdict {
  const blockers = blockersOf(challenge, model.actionsOf(challenge), model.today);
  const apply = () => {
    Object.assign(challenge, { state: 'final', reopened: false });
    challenge.targets.finals += 1;
    decideOn(challenge, finalKey(challenge.targets.finals), model, { by });
  };
  const isClosed = challenge.state === 'closed';
  return quietIf(challenge.state === 'final', {
    now: isClosed && blockers.length === 0,
    events: ['ResultsFinalised'],
    apply,
    checkRefusal: (problem) => {
      if (!isClosed || blockers.length === 0) return null;
      const named = JSON.stringify(
        (problem.blockers as Blocker[] | undefined)?.map(({ kind, ids }) => ({ kind, ids: ids.toSorted() })),
      );
      return named === JSON.stringify(blockers) ? null : `names ${named} in the way, not ${JSON.stringify(blockers)}`;
    },
  });
}

interface Blocker {
  kind: string;
  ids: string[];
}

export function close(challenge: Challenge, today: string): void {
  challenge.state = 'closed';
  challenge.targets.closedOn = today;
}

export const challengeOps: Readonly<Record<string, Op>> = {
  announce: {
    weight: 60,
    ask: (move, model) => {
      const right = isOrganiser(move.by);
      return { path: '/api/challenges', right, events: [], ...announce(move.challenge, move, model) };
    },
  },
  redescribe: organisers(10, 'redescribe', redescribe),
  reschedule: organisers(40, 'reschedule', reschedule),
  publish: organisers(30, 'rulebooks', dryRuns(publish)),
  withdrawRulebook: organisers(15, 'rulebooks', dryRuns(withdrawRulebook)),
  open: organisers(60, 'open', open),
  close: organisers(20, 'close', (challenge, _, { today }) =>
    quietIf(challenge.state === 'closed', {
      now: challenge.state === 'open',
      events: ['SubmissionsClosed'],
      apply: () => close(challenge, today),
    }),
  ),
  reopenSubmissions: organisers(35, 'reopen-submissions', (challenge, { n }, { today }) => {
    const until = challenge.state === 'open' && n % 3 === 0 ? challenge.closesOn : later(today, (n % 12) - 1);
    return quietIf(challenge.state === 'open' && challenge.closesOn === until, {
      body: { until, reason: 'weather' },
      now: challenge.state === 'closed' && daysFrom(today, until) >= 0,
      events: ['SubmissionsReopened'],
      apply: () => void Object.assign(challenge, { state: 'open', closesOn: until }),
    });
  }),
  freeze: organisers(10, 'freeze', (challenge, _, model) =>
    quietIf(challenge.frozen, {
      now: isRunning(challenge),
      events: ['StandingsFrozen'],
      apply: () => {
        challenge.frozen = true;
        freeze(challenge, model);
      },
    }),
  ),
  reveal: organisers(12, 'reveal', (challenge, _, model) =>
    quietIf(isOpened(challenge) && !challenge.frozen, {
      now: isOpened(challenge),
      events: ['StandingsRevealed'],
      apply: () => {
        challenge.frozen = false;
        reveal(challenge, model);
      },
    }),
  ),
  finalise: organisers(90, 'finalise', finalise),
  reopen: organisers(25, 'reopen', (challenge) =>
    quietIf(challenge.reopened && challenge.state !== 'cancelled', {
      body: { reason: 'appeal' },
      now: challenge.state === 'final',
      events: ['ChallengeReopened'],
      apply: () => void Object.assign(challenge, { state: 'closed', reopened: true }),
    }),
  ),
  cancel: organisers(1, 'cancel', (challenge) =>
    quietIf(challenge.state === 'cancelled', {
      body: { reason: 'weather' },
      now: challenge.state === 'announced' || isRunning(challenge),
      events: ['ChallengeCancelled'],
      apply: () => void Object.assign(challenge, { state: 'cancelled', frozen: false }),
    }),
  ),
};
