import { DEMO_COLLEGES } from '../../src/cli/demo/season.js';
import { startTestApp, TestClock, type Answer, type Asking, type TestApp } from './app.js';

/** Asks the server under its routes' own names: `{name}` in the path is filled in from `at`. */
export type Ask = (
  method: string,
  path: string,
  asking?: Asking & { at?: Record<string, string>; query?: string },
) => Promise<Answer>;

/** Asks and fills in, and nothing else. */
export const plainly =
  (server: TestApp): Ask =>
  (method, path, { at = {}, query = '', ...asking } = {}) =>
    server.request(method, path.replaceAll(/\{(\w+)\}/g, (_, name: string) => at[name] ?? 'missing') + query, asking);

export interface Cast {
  admin: string;
  teniz: string;
  dala: string;
  /** A reviewer from outside the colleges. */
  aigul: string;
  nurlan: string;
}

/** Colleges of the demo that lend their names to those of the season. */
export const DEMO_IDS = { teniz: 'tausogar', dala: 'kol-tauysar', shagala: 'qarashash' };
const demoNames = (id: keyof typeof DEMO_IDS) => {
  const { names, shortNames } = DEMO_COLLEGES.find((college) => college.id === DEMO_IDS[id])!;
  return { names, shortNames };
};
const planting = (trees: number, doneOn = '2026-09-04') => ({
  challengeId: 'green-2026',
  kind: 'G4',
  doneOn,
  claimed: { trees: { value: trees, precision: 'about' } },
  links: ['https://example.kz/foto/1'],
  place: 'Ақтау',
  description: 'Көшет отырғызылды',
});

/** A server on the day of the season. */
export const startSeasonApp = () => startTestApp({ clock: new TestClock(new Date('2026-09-05T06:00:00.000Z')) });

/** Plays a season in which every command is given once at least; every answer is a success. */
export async function playSeason(server: TestApp, ask: Ask = plainly(server)): Promise<Cast> {
  const admin = server.adminCookie;
  const { cookie: teniz } = await server.signedIn('coordinator', 'teniz');
  const { cookie: dala } = await server.signedIn('coordinator', 'dala');
  const { cookie: aigul } = await server.signedIn('reviewer', null);
  const { cookie: nurlan } = await server.signedIn('reviewer', null);
  const does = (cookie: string) => async (method: string, path: string, at: Record<string, string>, body?: unknown) => {
    const answer = await ask(method, path, { cookie, at, ...(body === undefined ? {} : { body }) });
    if (answer.status >= 300)
      throw new Error(`${method} ${path} ${JSON.stringify(at)}: ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const organiser = does(admin);
  const reviewer = does(aigul);
  const here = { id: 'green-2026' };

  for (const [id, students] of Object.entries({ teniz: 640, dala: 280, shagala: 900 })) {
    const district = id === 'dala' ? 'munaily' : 'aktau';
    await organiser('POST', '/api/colleges', {}, { id, ...demoNames(id as 'teniz'), district });
    const enrolment = { students, asOf: '2026-08-20', source: 'nobd' };
    await organiser('POST', '/api/colleges/{id}/enrolments', { id }, enrolment);
  }
  await organiser('POST', '/api/colleges/{id}/rename', { id: 'dala' }, demoNames('dala'));
  await organiser('POST', '/api/colleges/{id}/correct-district', { id: 'dala' }, { district: 'aktau' });
  await organiser('PUT', '/api/colleges/{id}/aliases', { id: 'dala' }, { aliases: ['Степь'] });

  const titles = { kk: 'Green Challenge', ru: 'Green Challenge', en: 'Green Challenge' };
  const season = { kk: '2026 жылғы күзгі маусым', ru: 'Осенний сезон 2026 года', en: 'Autumn season 2026' };
  const dates = { opensOn: '2026-09-01', closesOn: '2026-11-30' };
  for (const track of ['green', 'amal'])
    await organiser('POST', '/api/challenges', {}, { id: `${track}-2026`, track, titles, season, ...dates });
  const other = { id: 'amal-2026' };
  await organiser('POST', '/api/challenges/{id}/redescribe', other, {
    titles: { kk: 'Амал қоржыны', ru: 'Амал қоржыны', en: 'Amal Qorzhyny' },
  });
  await organiser('POST', '/api/challenges/{id}/reschedule', other, { closesOn: '2026-12-15', reason: 'postponed' });
  await organiser('POST', '/api/challenges/{id}/rulebooks', here, {});
  await organiser('POST', '/api/challenges/{id}/rulebooks', here, {
    rules: {
      ...(await organiser('GET', '/api/default-rulebooks/{track}', { track: 'green' })).body.rules,
      lateAfterDays: 7,
    },
    note: { kk: 'Мерзім қысқарды', ru: 'Срок короче' },
  });
  await organiser(
    'POST',
    '/api/challenges/{id}/rulebooks/{version}/withdraw',
    { ...here, version: '2' },
    { reason: 'mistake' },
  );
  await organiser('POST', '/api/challenges/{id}/open', here, { colleges: ['teniz', 'dala'] });
  await organiser('POST', '/api/challenges/{id}/colleges', here, { collegeId: 'shagala' });
  const entrant = { ...here, collegeId: 'shagala' };
  await organiser('POST', '/api/challenges/{id}/colleges/{collegeId}/rename', entrant, {
    ...demoNames('shagala'),
  });
  await organiser('POST', '/api/challenges/{id}/colleges/{collegeId}/enrolment', entrant, {
    students: 910,
    enrolmentAsOf: '2026-09-01',
    reason: 'recount',
  });
  await organiser('POST', '/api/challenges/{id}/colleges/{collegeId}/league', entrant, {
    league: 'M',
    reason: 'recount',
  });
  await organiser('POST', '/api/challenges/{id}/colleges/{collegeId}/leave', entrant, {
    reason: 'moved',
    countsInTotals: true,
  });
  await organiser('POST', '/api/challenges/{id}/colleges', here, { collegeId: 'shagala' });
  await organiser('DELETE', '/api/challenges/{id}/colleges/{collegeId}', entrant);
  await organiser('POST', '/api/challenges/{id}/colleges', here, { collegeId: 'shagala' });
  await organiser('POST', '/api/challenges/{id}/colleges/{collegeId}/merge', entrant, {
    into: 'teniz',
    reason: 'merged',
  });
  await organiser('POST', '/api/challenges/{id}/colleges/{collegeId}/undo-merger', entrant, { reason: 'mistake' });
  const ends = {
    merge: { into: 'teniz', reason: 'reorganised', note: '2026 жылғы 1 қазандағы №14 бұйрық' },
    split: { into: ['teniz', 'dala'], ends: true, reason: 'reorganised' },
    close: { reason: 'closed' },
  };
  for (const [what, body] of Object.entries(ends)) {
    await organiser('POST', `/api/colleges/{id}/${what}`, { id: 'shagala' }, body);
    await organiser('POST', '/api/colleges/{id}/reopen', { id: 'shagala' }, { reason: 'mistake' });
  }
  await organiser('POST', '/api/challenges/{id}/adjust', here, {
    collegeId: 'dala',
    points: -3,
    reason: 'late-report',
  });

  const large = { collegeId: 'dala', points: -40, reason: 'reused-photo' };
  const { cookie: second } = await server.signedIn('organiser');
  for (const what of ['confirm', 'decline'] as const) {
    const proposal = await organiser('POST', '/api/challenges/{id}/adjust', here, large);
    const at = { ...here, adjustmentId: proposal.body.adjustmentId as string };
    const body = what === 'decline' ? { reason: 'mistake' } : undefined;
    await does(second)('POST', `/api/challenges/{id}/adjustments/{adjustmentId}/${what}`, at, body);
  }

  const object = (cookie: string, id: string, target: object) =>
    does(cookie)(
      'PUT',
      '/api/objections/{id}',
      { id },
      {
        challengeId: 'green-2026',
        target,
        reason: 'reused-photo',
        note: 'Бұл сурет былтыр да болған',
      },
    );
  const submit = (cookie: string, id: string, body: object) => does(cookie)('PUT', '/api/actions/{id}', { id }, body);
  const decide = (what: string, id: string, body: object, cookie = aigul) =>
    does(cookie)('POST', `/api/actions/{id}/${what}`, { id }, body);
  await submit(teniz, 'trees-1', planting(30));
  await submit(teniz, 'trees-1', planting(30));
  await reviewer(
    'POST',
    '/api/actions/{id}/request-information',
    { id: 'trees-1' },
    { reason: 'photo-missing', note: 'Фото?' },
  );
  await decide('revise', 'trees-1', without(planting(29)), teniz);
  const attached = await decide('evidence', 'trees-1', { url: 'https://example.kz/foto/2' }, teniz);
  await does(teniz)(
    'POST',
    '/api/actions/{id}/evidence/{evidenceId}/take-down',
    { id: 'trees-1', evidenceId: attached.body.evidenceId },
    { reason: 'faces' },
  );
  await decide('approve', 'trees-1', { verified: { trees: 28, participants: 12 } });
  await decide('correct', 'trees-1', { verified: { trees: 20 }, reason: 'recount', note: 'Қайта саналды' });

  await submit(dala, 'dala-1', planting(12));
  await decide('reject', 'dala-1', { reason: 'not-eligible' });
  await decide('dispute', 'dala-1', { note: 'Келіспейміз' }, dala);
  await decide('resolve', 'dala-1', { outcome: 'approved', verified: { trees: 10 }, reason: 'second-look' }, nurlan);
  await submit(dala, 'dala-2', planting(5, '2026-09-03'));
  await decide('approve', 'dala-2', { verified: { trees: 5 } });
  await decide('revoke', 'dala-2', { reason: 'reused-photo' });
  await decide('reopen', 'dala-2', { reason: 'mistake', note: 'Қате басылған' }, admin);
  await decide('approve', 'dala-2', { verified: { trees: 5 } }, nurlan);
  await submit(dala, 'dala-4', planting(4, '2026-09-04'));
  await decide('approve', 'dala-4', { verified: { trees: 4 } });
  await decide('dispute', 'dala-4', {}, dala);
  await decide('withdraw-dispute', 'dala-4', {}, dala);
  await decide('reclassify', 'dala-4', { kind: 'G4', doneOn: '2026-09-02', reason: 'wrong-day' });
  await decide('dispute', 'dala-4', {}, dala);
  await decide('dismiss-dispute', 'dala-4', { reason: 'no-ground', note: 'Жаңа дерек жоқ' }, nurlan);
  await submit(dala, 'dala-5', planting(3, '2026-09-04'));
  await does(aigul)('POST', '/api/challenges/{id}/reject-actions', here, {
    actionIds: ['dala-5', 'dala-6'],
    reason: 'not-eligible',
  });
  await object(dala, 'objection-1', { kind: 'action', actionId: 'trees-1' });
  await organiser(
    'POST',
    '/api/objections/{id}/settle',
    { id: 'objection-1' },
    {
      outcome: 'upheld',
      reason: 'second-look',
      note: 'Сурет шынымен ескі',
    },
  );
  await object(teniz, 'objection-2', { kind: 'enrolment', collegeId: 'dala' });
  await does(teniz)('POST', '/api/objections/{id}/withdraw', { id: 'objection-2' });
  await submit(dala, 'dala-3', planting(7, '2026-09-02'));
  await decide('withdraw', 'dala-3', {}, dala);
  return { admin, teniz, dala, aigul, nurlan };
}

/** A revision says all of the claim but whose it is. */
const without = ({ challengeId: _, ...claim }: ReturnType<typeof planting>) => claim;
