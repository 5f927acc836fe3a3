import { randomUUID } from 'node:crypto';
import { daysAfter } from '../../src/events/day.js';
import type { Rulebook } from '../../src/events/rulebook.js';
import { startTestApp, type TestApp, TestClock } from '../support/app.js';
import { rules } from '../support/challenge-history.js';

const text = { kk: 'Жасыл челлендж', ru: 'Зелёный челлендж', en: 'Green Challenge' };
const note = { kk: 'Ереже', ru: 'Правила' };
const DAY_MS = 86_400_000;
/** The day that begins at the midnight of each deadline. In UTC that is 19:00 of the day before. */
const DAY = '2026-09-10';
const MIDNIGHT = Date.parse('2026-09-09T19:00:00.000Z');
const dayAfter = (days: number) => daysAfter(DAY, days);

/** Sends a request; the code of a success is `ok`. */
type Ask = (
  who: 'organiser' | 'coordinator' | 'reviewer',
  method: string,
  path: string,
  body?: object,
) => Promise<{ code: string; body: Record<string, unknown> }>;

interface Season {
  id: string;
  ask: Ask;
  /** Sets the clock to noon, some days before the midnight. */
  daysBefore(days: number): void;
  /** Announces the challenge with a rulebook; days count from the midnight. */
  announce(opensIn: number, closesIn: number, changes?: Partial<Rulebook>): Promise<void>;
  submit(doneOn: string): Promise<string>;
}

interface Deadline {
  name: string;
  before(season: Season): Promise<unknown>;
  /** Asked in the last millisecond before the midnight, and on another season in the first one after it. */
  ask(season: Season, given: unknown): Promise<string>;
  expected: [last: string, first: string];
}

const open = async (season: Season, changes: Partial<Rulebook> = {}, closesIn = 60) => {
  season.daysBefore(30);
  await season.announce(-30, closesIn, changes);
  await command('open')(season);
};
const approve = (season: Season, actionId: string) =>
  season.ask('reviewer', 'POST', `/api/actions/${actionId}/approve`, { verified: { trees: 20 } });
/** An action decided some days before the last day of its deadline. */
const decided = (changes: Partial<Rulebook>, days: number) => async (season: Season) => {
  await open(season, changes);
  season.daysBefore(days + 1);
  const actionId = await season.submit(dayAfter(-days - 1));
  await approve(season, actionId);
  return actionId;
};
/** An action with a question whose last day to answer ends at the midnight. */
const asked = async (season: Season) => {
  await open(season, { lapseDays: 10 });
  season.daysBefore(11);
  const actionId = await season.submit(dayAfter(-11));
  const question = { reason: 'photo-unclear' };
  await season.ask('reviewer', 'POST', `/api/actions/${actionId}/request-information`, question);
  return actionId;
};
const codeOf = async (answer: ReturnType<Ask>) => (await answer).code;
const claim = (challengeId: string, doneOn: string) => ({
  challengeId,
  kind: 'G4',
  doneOn,
  claimed: { trees: { value: 20, precision: 'exact' } },
});
const submitNow = (season: Season, doneOn: string) =>
  codeOf(season.ask('coordinator', 'PUT', `/api/actions/${randomUUID()}`, claim(season.id, doneOn)));
const command = (path: string, body?: object) => (season: Season) =>
  codeOf(season.ask('organiser', 'POST', `/api/challenges/${season.id}/${path}`, body));

const deadlines: Deadline[] = [
  {
    name: 'the first day for submissions',
    before: (season) => (season.daysBefore(3), season.announce(0, 10)),
    ask: (season) => submitNow(season, DAY),
    expected: ['CHALLENGE_NOT_OPEN_YET', 'ok'],
  },
  {
    name: 'the first day for a late college',
    before: (season) => (season.daysBefore(3), season.announce(0, 10)),
    ask: command('colleges', { collegeId: 'teniz' }),
    expected: ['CHALLENGE_NOT_OPEN_YET', 'ok'],
  },
  {
    name: 'the first day for another track',
    before: (season) => (season.daysBefore(3), season.announce(0, 10)),
    ask: command('redescribe', { track: 'amal' }),
    expected: ['ok', 'TRACK_FIXED'],
  },
  {
    name: 'the first day for changes of the rules without a retroactive version',
    before: (season) => (season.daysBefore(3), season.announce(0, 10)),
    ask: command('rulebooks', { rules: { ...rules, shareCap: { percent: 50, from: 100 } }, note }),
    expected: ['ok', 'CHANGE_IS_RETROACTIVE'],
  },
  {
    name: 'the last day for submissions',
    before: (season) => open(season, {}, -1),
    ask: (season) => submitNow(season, dayAfter(-1)),
    expected: ['ok', 'SUBMISSIONS_CLOSED'],
  },
  {
    name: 'the last day to move the last day',
    before: (season) => open(season, {}, -1),
    ask: command('reschedule', { closesOn: dayAfter(5), reason: 'postponed' }),
    expected: ['ok', 'CLOSED_BEFORE_RESCHEDULING'],
  },
  {
    name: 'the last day for a final',
    before: (season) => open(season, {}, -1),
    ask: command('finalise'),
    expected: ['SUBMISSIONS_NOT_CLOSED', 'ok'],
  },
  {
    name: 'the last day of reopened submissions',
    before: async (season) => {
      await open(season, {}, -20);
      season.daysBefore(5);
      await command('reopen-submissions', { until: dayAfter(-1), reason: 'mistake' })(season);
    },
    ask: (season) => submitNow(season, dayAfter(-1)),
    expected: ['ok', 'SUBMISSIONS_CLOSED'],
  },
  {
    name: 'the last day that submissions can be reopened to',
    before: (season) => open(season, {}, -20),
    ask: command('reopen-submissions', { until: dayAfter(-1), reason: 'mistake' }),
    expected: ['ok', 'DAY_PASSED'],
  },
  {
    name: 'the day of an action to come',
    before: (season) => open(season),
    ask: (season) => submitNow(season, DAY),
    expected: ['DONE_IN_FUTURE', 'ok'],
  },
  {
    name: 'the last day of a report in time',
    before: (season) => open(season, { lateAfterDays: 7 }),
    ask: async (season) => {
      const actionId = await season.submit(dayAfter(-8));
      const { position } = (await approve(season, actionId)).body;
      const points = `/api/challenges/${season.id}/colleges/teniz/points?atLeast=${String(position)}`;
      const { actions } = (await season.ask('organiser', 'GET', points)).body as { actions: { late: boolean }[] };
      return actions[0]!.late ? 'late' : 'in time';
    },
    expected: ['in time', 'late'],
  },
  {
    name: 'the last day to dispute a decision',
    before: decided({ disputeDays: 5 }, 5),
    ask: (season, actionId) =>
      codeOf(season.ask('coordinator', 'POST', `/api/actions/${String(actionId)}/dispute`, {})),
    expected: ['ok', 'DISPUTE_TOO_LATE'],
  },
  {
    name: 'the end of the disputes before a final',
    before: async (season) => {
      await decided({ disputeDays: 5 }, 5)(season);
      await command('close')(season);
    },
    ask: command('finalise'),
    expected: ['DISPUTE_TIME_RUNNING', 'ok'],
  },
  {
    name: 'the last day to answer a question',
    before: asked,
    ask: (season, actionId) => {
      const { challengeId: _, ...answer } = claim(season.id, dayAfter(-11));
      return codeOf(season.ask('coordinator', 'POST', `/api/actions/${String(actionId)}/revise`, answer));
    },
    expected: ['ok', 'ACTION_DECIDED'],
  },
  {
    name: 'the last day to decide on a question',
    before: asked,
    ask: (season, actionId) => codeOf(approve(season, String(actionId))),
    expected: ['ok', 'ACTION_NOT_REVIEWABLE'],
  },
  {
    name: 'the day of an enrolment to come',
    before: async () => undefined,
    ask: (season) => {
      const enrolment = { students: 650, asOf: DAY, source: 'nobd' };
      return codeOf(season.ask('organiser', 'POST', '/api/colleges/teniz/enrolments', enrolment));
    },
    expected: ['ENROLMENT_IN_FUTURE', 'ok'],
  },
  {
    name: 'the end of a day in the past',
    before: (season) => open(season),
    ask: async (season) => {
      const adjusted = await season.ask('organiser', 'POST', `/api/challenges/${season.id}/adjust`, {
        collegeId: 'teniz',
        points: 5,
        reason: 'jury',
      });
      const at = `at=${dayAfter(-1)}&atLeast=${String(adjusted.body.position)}`;
      const { rows } = (await season.ask('organiser', 'GET', `/api/challenges/${season.id}/standings?${at}`)).body;
      return `${(rows as { points: number }[])[0]!.points} points on the day before`;
    },
    expected: ['5 points on the day before', '0 points on the day before'],
  },
];

describe('a deadline', () => {
  const clock = new TestClock(new Date(MIDNIGHT - 60 * DAY_MS));
  let app: TestApp;
  let cookies: Record<string, string>;

  beforeAll(async () => {
    app = await startTestApp({ clock, env: { QORZHYN_SESSION_HOURS: '8760', QORZHYN_SESSION_IDLE_HOURS: '8760' } });
    cookies = {
      organiser: app.adminCookie,
      coordinator: (await app.signedIn('coordinator', 'teniz')).cookie,
      reviewer: (await app.signedIn('reviewer', 'shagala')).cookie,
    };
    await season('x').ask('organiser', 'POST', '/api/colleges', {
      id: 'teniz',
      names: text,
      shortNames: text,
      district: 'aktau',
    });
    const enrolment = { students: 640, asOf: '2026-07-01', source: 'nobd' };
    await season('x').ask('organiser', 'POST', '/api/colleges/teniz/enrolments', enrolment);
  }, 120_000);
  afterAll(() => app?.close());

  function season(id: string): Season {
    const ask: Ask = async (who, method, path, body) => {
      const answer = await app.request(method, path, { cookie: cookies[who], body });
      return { code: answer.status < 300 ? 'ok' : String(answer.body.code), body: answer.body };
    };
    const good = async (...asking: Parameters<Ask>) =>
      expect([asking, (await ask(...asking)).code]).toEqual([asking, 'ok']);
    return {
      id,
      ask,
      daysBefore: (days) => void (clock.time = new Date(MIDNIGHT - (days - 0.5) * DAY_MS)),
      async announce(opensIn, closesIn, changes = {}) {
        const days = { opensOn: dayAfter(opensIn), closesOn: dayAfter(closesIn) };
        await good('organiser', 'POST', '/api/challenges', { id, track: 'green', titles: text, season: text, ...days });
        await good('organiser', 'POST', `/api/challenges/${id}/rulebooks`, { rules: { ...rules, ...changes }, note });
      },
      async submit(doneOn) {
        const actionId = randomUUID();
        await good('coordinator', 'PUT', `/api/actions/${actionId}`, claim(id, doneOn));
        return actionId;
      },
    };
  }

  test.each(deadlines.map((one, index) => ({ ...one, index })))(
    'ends at midnight in Aqtau to the millisecond: $name',
    async ({ before, ask, expected, index }) => {
      const found: string[] = [];
      for (const [side, ms] of [
        ['last', -1],
        ['first', 0],
      ] as const) {
        const one = season(`deadline-${index}-${side}`);
        const given = await before(one);
        clock.time = new Date(MIDNIGHT + ms);
        found.push(await ask(one, given));
      }
      expect(found).toEqual(expected);
    },
  );
});
