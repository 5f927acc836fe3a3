import { CalendarScheduler } from '../../src/challenges/keep-calendar/calendar-scheduler.js';
import { startTestApp, type TestApp, TestClock } from '../support/app.js';
import { rules } from '../support/challenge-history.js';

const text = { kk: 'Жасыл челлендж', ru: 'Зелёный челлендж', en: 'Green Challenge' };

describe('CalendarScheduler', () => {
  const clock = new TestClock(new Date('2026-08-31T18:59:59.000Z'));
  let app: TestApp;
  let coordinator: string;
  const ask = async (path: string, body: object) => {
    const { status, body: answer } = await app.request('POST', path, { cookie: app.adminCookie, body });
    expect([path, status < 300, answer.code]).toEqual([path, true, undefined]);
  };
  const announce = async ({ id, ...days }: { id: string; opensOn: string; closesOn: string }) => {
    await ask('/api/challenges', { id, track: 'green', titles: text, season: text, ...days });
    await ask(`/api/challenges/${id}/rulebooks`, { rules, note: { kk: 'Ереже', ru: 'Правила' } });
  };
  const turn = async (times = 1) => {
    for (let time = 0; time < times; time += 1) await app.app.get(CalendarScheduler, { strict: false }).keep();
    return (await app.events('challenge-')).map(({ type, metadata }) => [
      type,
      (JSON.parse(metadata) as { actor: string }).actor,
    ]);
  };

  beforeAll(async () => {
    app = await startTestApp({ clock, env: { QORZHYN_SESSION_HOURS: '8760' } });
    coordinator = (await app.signedIn('coordinator', 'teniz')).cookie;
    await ask('/api/colleges', { id: 'teniz', names: text, shortNames: text, district: 'aktau' });
    await ask('/api/colleges/teniz/enrolments', { students: 640, asOf: '2026-08-20', source: 'nobd' });
  }, 120_000);

  afterAll(() => app?.close());

  const green = { id: 'green', opensOn: '2026-09-01', closesOn: '2026-09-02' };
  const submit = async (id: string, challengeId: string, doneOn: string) => {
    const claim = {
      challengeId,
      kind: 'G1',
      doneOn,
      claimed: { bags: { value: 5, precision: 'exact' } },
      links: [],
    };
    const { status, body } = await app.request('PUT', `/api/actions/${id}`, { cookie: coordinator, body: claim });
    return [status, body.code ?? 'stored'];
  };
  const typesOf = async (challengeId: string) =>
    (await app.events(`challenge-${challengeId}`)).map(({ type, metadata }) => [
      type,
      (JSON.parse(metadata) as { actor: string }).actor,
    ]);

  it('opens and closes as the system, once each, at midnight in Aqtau', async () => {
    await announce(green);
    expect(await turn()).toHaveLength(2);
    clock.advance(1_000);
    expect((await turn(3)).slice(2)).toEqual([['ChallengeOpened', 'system']]);
    clock.advance(2 * 86_400_000 - 1);
    expect(await turn()).toHaveLength(3);
    clock.advance(1);
    expect((await turn(3)).slice(3)).toEqual([['SubmissionsClosed', 'system']]);
  });

  it('takes submissions from the first to the last moment between its polls', async () => {
    await announce({ id: 'autumn', opensOn: '2026-09-10', closesOn: '2026-09-11' });
    clock.time = new Date('2026-09-09T18:59:59.999Z');
    expect(await submit('early', 'autumn', '2026-09-09')).toEqual([409, 'CHALLENGE_NOT_OPEN_YET']);
    clock.time = new Date('2026-09-09T19:00:00.000Z');
    expect(await submit('first', 'autumn', '2026-09-10')).toEqual([201, 'stored']);
    clock.time = new Date('2026-09-11T18:59:59.999Z');
    expect(await submit('last', 'autumn', '2026-09-11')).toEqual([201, 'stored']);
    clock.time = new Date('2026-09-11T19:00:00.000Z');
    expect(await submit('late', 'autumn', '2026-09-11')).toEqual([409, 'SUBMISSIONS_CLOSED']);
    expect(await submit('last', 'autumn', '2026-09-11')).toEqual([200, 'stored']);
    expect((await typesOf('autumn')).slice(2)).toEqual([
      ['ChallengeOpened', 'system'],
      ['SubmissionsClosed', 'system'],
    ]);
  });

  const organiser = (path: string, body?: object) =>
    app.request('POST', `/api/challenges/${path}`, { cookie: app.adminCookie, body });
  const seen = async (id: string, cookie?: string) => {
    const { body } = await app.request('GET', `/api/challenges/${id}?atLeast=${(await app.store.head())!}`, { cookie });
    return body;
  };

  it('leaves a challenge whose day has passed to an organiser', async () => {
    clock.time = new Date('2026-09-12T07:00:00.000Z');
    await announce({ id: 'passed', opensOn: '2026-09-10', closesOn: '2026-09-14' });
    expect((await turn()).length).toBeGreaterThan(0);
    expect(await typesOf('passed')).toHaveLength(2);
    expect(await seen('passed', app.adminCookie)).toMatchObject({ state: 'announced', lacks: ['opening'] });
    expect((await seen('passed')).lacks).toBeUndefined();
    const ready = await app.request('GET', '/api/health/ready');
    expect(ready.body.parts.calendar).toMatchObject({ status: 'up', unopened: expect.any(Number) });
    expect((await organiser('passed/open')).status).toBe(200);
    expect(await seen('passed', app.adminCookie)).toMatchObject({ state: 'open', opensOn: '2026-09-10', lacks: [] });
    expect(await submit('passed-1', 'passed', '2026-09-10')).toEqual([201, 'stored']);
  });

  it('takes actions at once when it opens early', async () => {
    clock.time = new Date('2026-09-12T07:00:00.000Z');
    await announce({ id: 'eager', opensOn: '2026-10-10', closesOn: '2026-10-14' });
    expect((await organiser('eager/open')).status).toBe(200);
    expect(await submit('eager-1', 'eager', '2026-09-12')).toEqual([201, 'stored']);
    expect(await seen('eager')).toMatchObject({ state: 'open', opensOn: '2026-09-12' });
  });

  it('moves days, mends words, takes submissions again and ends with a cancellation', async () => {
    clock.time = new Date('2026-09-12T07:00:00.000Z');
    await announce({ id: 'moving', opensOn: '2026-09-15', closesOn: '2026-09-16' });
    const mended = { kk: 'Жасыл өлке', ru: 'Зелёный край', en: 'Green Land' };
    expect((await organiser('moving/redescribe', { titles: mended, track: 'amal' })).status).toBe(200);
    const days = { opensOn: '2026-09-12', closesOn: '2026-09-13', reason: 'postponed' };
    expect((await organiser('moving/reschedule', days)).status).toBe(200);
    expect(await turn()).not.toHaveLength(0);
    expect(await submit('moving-1', 'moving', '2026-09-12')).toEqual([201, 'stored']);
    expect(await organiser('moving/redescribe', { track: 'green' })).toMatchObject({
      status: 409,
      body: { code: 'TRACK_FIXED' },
    });
    clock.time = new Date('2026-09-13T19:00:00.000Z');
    expect((await seen('moving')).state).toBe('closed');
    expect(await organiser('moving/reschedule', { closesOn: '2026-09-20', reason: 'postponed' })).toMatchObject({
      status: 409,
      body: { code: 'CLOSED_BEFORE_RESCHEDULING' },
    });
    const until = { until: '2026-09-14', reason: 'mistake' };
    expect((await organiser('moving/reopen-submissions', until)).status).toBe(200);
    expect(await submit('moving-2', 'moving', '2026-09-14')).toEqual([201, 'stored']);
    expect((await organiser('moving/freeze')).status).toBe(200);
    expect((await organiser('moving/close')).status).toBe(200);
    expect(await seen('moving')).toMatchObject({ state: 'closed', frozen: true, titles: mended });
    expect((await organiser('moving/cancel', { reason: 'mistake' })).status).toBe(200);
    expect(await seen('moving')).toMatchObject({ state: 'cancelled', frozen: false });
    const boards = await app.request('GET', '/api/challenges/moving/standings');
    expect([boards.status, boards.body.rows.length]).toEqual([200, 1]);
    const list = await app.request('GET', '/api/challenges?state=cancelled');
    expect(list.body.items.map(({ id }: { id: string }) => id)).toEqual(['moving']);
    expect(await submit('moving-3', 'moving', '2026-09-14')).toEqual([409, 'CHALLENGE_CANCELLED']);
    expect(await organiser('moving/finalise')).toMatchObject({ status: 409, body: { code: 'CHALLENGE_CANCELLED' } });
    expect((await typesOf('moving')).map(([type]) => type).slice(2)).toEqual([
      'ChallengeRedescribed',
      'ChallengeRescheduled',
      'ChallengeOpened',
      'SubmissionsClosed',
      'SubmissionsReopened',
      'StandingsFrozen',
      'SubmissionsClosed',
      'ChallengeCancelled',
    ]);
  });

  it('enters a late college and finalises without waiting for a poll', async () => {
    await announce({ id: 'winter', opensOn: '2026-09-20', closesOn: '2026-09-20' });
    clock.time = new Date('2026-09-19T19:00:00.000Z');
    const enter = { cookie: app.adminCookie, body: { collegeId: 'teniz' } };
    expect((await app.request('POST', '/api/challenges/winter/colleges', enter)).status).toBe(200);
    clock.time = new Date('2026-09-20T19:00:00.000Z');
    const final = await app.request('POST', '/api/challenges/winter/finalise', { cookie: app.adminCookie });
    expect([final.status, final.body.code]).toEqual([200, undefined]);
    expect((await typesOf('winter')).map(([type]) => type).slice(2)).toEqual([
      'ChallengeOpened',
      'SubmissionsClosed',
      'ResultsFinalised',
    ]);
  });
});
