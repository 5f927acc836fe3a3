import { storySteps } from '../../src/cli/demo/play-story.js';
import { PORTAL_COLLEGE, PORTAL_STORY } from '../../src/cli/demo/portal-story.js';
import { DEMO_COLLEGES } from '../../src/cli/demo/season.js';
import { ApiClient } from '../../src/cli/demo/world.js';
import { dayOf } from '../../src/events/day.js';
import type { TestApp, TestClock } from './app.js';

/** Afternoon of the day on which every page of the season is shown: 19:00 in Aqtau. */
export const PORTAL_NOW = new Date('2026-11-23T14:00:00.000Z');

export interface PortalSeason {
  /** Cookies of people. */
  organiser: string;
  reviewer: string;
  coordinator: string;
  /** Number of the events of actions so far. */
  events: number;
}

/** Plays two challenges with ten colleges in which one college has actions in every state. The clock ends on `PORTAL_NOW`. */
export async function playPortalSeason(server: TestApp): Promise<PortalSeason> {
  const clock = server.clock as TestClock;
  const organiser = server.adminId;
  // Sessions end while the clock jumps, so each command has one of its own.
  const call = async (accountId: string, method: string, path: string, body: object) => {
    const answer = await server.request(method, path, { cookie: await server.cookieOf(accountId), body });
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  clock.time = new Date('2026-09-01T04:00:00.000Z');
  const colleges = DEMO_COLLEGES.slice(0, 10);
  if (!colleges.some(({ id }) => id === PORTAL_COLLEGE)) throw new Error(`no college ${PORTAL_COLLEGE}`);
  for (const { id, names, shortNames, district, students } of colleges) {
    await call(organiser, 'POST', '/api/colleges', { id, names, shortNames, district });
    const enrolment = { students, asOf: '2026-08-20', source: 'nobd' };
    await call(organiser, 'POST', `/api/colleges/${id}/enrolments`, enrolment);
  }
  const season = { kk: '2026 жылғы күзгі маусым', ru: 'Осенний сезон 2026 года', en: 'Autumn season 2026' };
  const titles = {
    amal: { kk: 'Амал қоржыны', ru: 'Амал қоржыны', en: 'Amal Qorzhyny' },
    green: { kk: 'Green Challenge', ru: 'Green Challenge', en: 'Green Challenge' },
  };
  for (const track of ['amal', 'green'] as const) {
    const dates = { opensOn: '2026-09-01', closesOn: '2026-11-30' };
    const id = `${track}-2026`;
    await call(organiser, 'POST', '/api/challenges', { id, track, titles: titles[track], season, ...dates });
    await call(organiser, 'POST', `/api/challenges/${id}/rulebooks`, {});
    await call(organiser, 'POST', `/api/challenges/${id}/open`, { colleges: colleges.map((one) => one.id) });
  }
  const { accountId: reviewer } = await server.signedIn('reviewer', null);
  const { accountId: coordinator } = await server.signedIn('coordinator', PORTAL_COLLEGE);
  await others(colleges.map(({ id }) => id));
  const clientOf = async (accountId: string) => new ApiClient(server.url, await server.cookieOf(accountId));
  const steps = storySteps({
    today: dayOf(PORTAL_NOW),
    challengeOf: (track) => `${track}-2026`,
    actionOf: (name) => `report-${PORTAL_STORY.findIndex((one) => one.name === name) + 1}`,
    coordinator: () => clientOf(coordinator),
    reviewer: () => clientOf(reviewer),
  });
  for (const { at, run } of steps) {
    clock.time = at;
    await run();
  }
  clock.time = new Date(PORTAL_NOW);
  return {
    organiser: await server.cookieOf(organiser),
    reviewer: await server.cookieOf(reviewer),
    coordinator: await server.cookieOf(coordinator),
    events: (await server.events('action-')).length,
  };

  /** Points of the other colleges come from adjustments, which a second organiser confirms. */
  async function others(ids: readonly string[]): Promise<void> {
    const { accountId: second } = await server.signedIn('organiser');
    for (const challenge of ['amal-2026', 'green-2026'])
      for (const [index, collegeId] of ids.entries()) {
        if (collegeId === PORTAL_COLLEGE) continue;
        const path = `/api/challenges/${challenge}/adjust`;
        const bonus = { collegeId, points: 24 + 12 * index, reason: 'bonus' };
        const { adjustmentId } = await call(organiser, 'POST', path, bonus);
        await call(second, 'POST', `/api/challenges/${challenge}/adjustments/${adjustmentId}/confirm`, {});
      }
  }
}
