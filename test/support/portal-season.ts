import { DEMO_COLLEGES } from '../../src/cli/demo/season.js';
import type { TestApp, TestClock } from './app.js';

/** The college whose portal is shown. */
export const PORTAL_COLLEGE = 'ushqan-kilem';
/** Afternoon of the day on which every page of the season is shown: 19:00 in Aqtau. */
export const PORTAL_NOW = new Date('2026-11-23T14:00:00.000Z');

export interface PortalSeason {
  /** Cookies of people. */
  organiser: string;
  reviewer: string;
  coordinator: string;
  /** Ids of the college's actions, by their names here. */
  actions: Readonly<Record<keyof typeof reports, string>>;
}

interface Report {
  challenge: 'green-2026' | 'amal-2026';
  kind: string;
  /** Time of the submission. */
  at: string;
  doneOn: string;
  claimed: Record<string, [value: number, precision?: 'exact' | 'about' | 'at-least']>;
  place: string;
  decide?: { at: string; command: 'approve' | 'reject' | 'request-information'; body: object };
  answer?: { at: string; words: string };
  then?: { at: string; body: object };
}

const reports = {
  caspian: {
    ...{ challenge: 'green-2026', kind: 'G2', at: '2026-11-20T13:05:00Z', doneOn: '2026-11-20' },
    ...{ claimed: { bags: [130, 'about'], participants: [46] }, place: 'Түпқараған ауданы' },
    decide: {
      ...{ at: '2026-11-21T05:30:00Z', command: 'request-information' },
      body: { reason: 'counted-again', note: 'Фотода 96 қап көрінеді. Қалғаны қайда?' },
    },
    answer: { at: '2026-11-21T14:12:00Z', words: '34 қапты басқа топ жинаған, фотосы жоқ. 96 деп алыңыз.' },
    then: { at: '2026-11-23T04:40:00Z', body: { verified: { bags: 96, participants: 46 } } },
  },
  whitewash: {
    ...{ challenge: 'green-2026', kind: 'G1', at: '2026-11-18T09:00:00Z', doneOn: '2026-11-16' },
    ...{ claimed: { bags: [20], participants: [30] }, place: 'Құрық ауылы' },
    decide: { at: '2026-11-22T06:00:00Z', command: 'reject', body: { reason: 'evidence-insufficient' } },
  },
  trees: {
    ...{ challenge: 'green-2026', kind: 'G4', at: '2026-11-22T06:42:00Z', doneOn: '2026-11-21' },
    ...{ claimed: { trees: [55, 'at-least'], participants: [38, 'about'] }, place: 'Құрық ауылы' },
  },
  blood: {
    ...{ challenge: 'amal-2026', kind: 'A6', at: '2026-11-17T10:00:00Z', doneOn: '2026-11-17' },
    ...{ claimed: { donors: [12] }, place: 'Ақтау қаласы' },
    decide: { at: '2026-11-21T08:00:00Z', command: 'approve', body: { verified: { donors: 12 } } },
  },
  baskets: {
    ...{ challenge: 'amal-2026', kind: 'A1', at: '2026-11-19T11:30:00Z', doneOn: '2026-11-19' },
    ...{ claimed: { families: [42] }, place: 'Жаңаөзен қаласы' },
    decide: {
      ...{ at: '2026-11-22T11:20:00Z', command: 'request-information' },
      body: { reason: 'counted-again', note: 'Актіде 24 себет, есепте 42. Қайсысы дұрыс?' },
    },
  },
} satisfies Record<string, Report>;

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
  const actions = Object.fromEntries(Object.keys(reports).map((name, index) => [name, `report-${index + 1}`]));
  for (const [at, step] of script(actions)) {
    clock.time = new Date(at);
    await step();
  }
  clock.time = new Date(PORTAL_NOW);
  return {
    organiser: await server.cookieOf(organiser),
    reviewer: await server.cookieOf(reviewer),
    coordinator: await server.cookieOf(coordinator),
    actions: actions as PortalSeason['actions'],
  };

  /** Points of the other colleges come from plain adjustments; their actions are not shown here. */
  async function others(ids: readonly string[]): Promise<void> {
    for (const challenge of ['amal-2026', 'green-2026'])
      for (const [index, collegeId] of ids.entries()) {
        const points = collegeId === PORTAL_COLLEGE ? 0 : 18 + 9 * index;
        if (points > 0)
          await call(organiser, 'POST', `/api/challenges/${challenge}/adjust`, {
            collegeId,
            points,
            reason: 'late-report',
          });
      }
  }

  function script(ids: Readonly<Record<string, string>>): [string, () => Promise<unknown>][] {
    const steps: [string, () => Promise<unknown>][] = [];
    for (const [name, report] of Object.entries(reports) as [string, Report][]) {
      const path = `/api/actions/${ids[name]}`;
      const { challenge: challengeId, kind, doneOn, place, decide, answer, then } = report;
      const claimed = Object.fromEntries(
        Object.entries(report.claimed).map(([metric, [value, precision = 'exact']]) => [metric, { value, precision }]),
      );
      const claim = { kind, doneOn, claimed, place };
      steps.push([report.at, () => call(coordinator, 'PUT', path, { challengeId, ...claim })]);
      if (decide) steps.push([decide.at, () => call(reviewer, 'POST', `${path}/${decide.command}`, decide.body)]);
      if (answer)
        steps.push([
          answer.at,
          () => call(coordinator, 'POST', `${path}/revise`, { ...claim, description: answer.words }),
        ]);
      if (then) steps.push([then.at, () => call(reviewer, 'POST', `${path}/approve`, then.body)]);
    }
    return steps.sort(([a], [b]) => Date.parse(a) - Date.parse(b));
  }
}
