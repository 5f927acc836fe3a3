import { startTestApp, type TestApp, TestClock } from '../support/app.js';
import { rules } from '../support/challenge-history.js';

const name = (text: string) => ({ kk: `${text} колледжі`, ru: `Колледж ${text}`, en: `${text} College` });
const titles = { kk: '  Жасыл челлендж ', ru: 'Зелёный челлендж', en: 'Green Challenge' };
const season = { kk: '2026 жылғы күзгі маусым', ru: 'Осень 2026', en: 'Autumn 2026' };
const challenge = { id: 'green-2026', track: 'green', titles, season, opensOn: '2026-09-01', closesOn: '2026-11-30' };
const path = `/api/challenges/${challenge.id}`;

describe('POST /api/challenges/:id/open', () => {
  let app: TestApp;
  const organiser = (method: string, at: string, body?: unknown) =>
    app.request(method, at, { cookie: app.adminCookie, body });

  beforeAll(async () => {
    app = await startTestApp({ clock: new TestClock(new Date('2026-08-31T05:00:00.000Z')) });
  }, 120_000);
  afterAll(() => app?.close());

  it('opens an announced challenge with rules for the colleges as they are', async () => {
    for (const [id, students] of [
      ['teniz', 640],
      ['dala', 280],
      ['shagala', 900],
    ] as const) {
      const body = { id, names: name(id), shortNames: name(id), district: 'aktau' };
      const registered = await organiser('POST', '/api/colleges', body);
      expect(registered).toMatchObject({ status: 201, body: { collegeId: id, position: expect.any(String) } });
      const source = { students, asOf: '2026-08-20', source: 'nobd', note: 'Бұйрық бойынша' };
      expect((await organiser('POST', `/api/colleges/${id}/enrolments`, source)).status).toBe(200);
    }
    expect((await organiser('POST', '/api/challenges', challenge)).status).toBe(201);
    expect((await organiser('POST', `${path}/open`)).body.code).toBe('RULEBOOK_MISSING');
    const note = { kk: 'Алғашқы ереже', ru: 'Первые правила' };
    expect((await organiser('POST', `${path}/rulebooks`, { rules, note })).status).toBe(200);
    const opened = await organiser('POST', `${path}/open`, { colleges: ['teniz', 'dala'] });
    expect(opened).toMatchObject({ status: 200, body: { challengeId: challenge.id } });
    const list = await organiser('GET', `/api/challenges?atLeast=${opened.body.position}`);
    expect(list.body.items).toEqual([
      expect.objectContaining({
        id: challenge.id,
        state: 'open',
        titles: { ...titles, kk: 'Жасыл челлендж' },
        boards: ['total', 'per-100'],
      }),
    ]);
    const { body } = await organiser('GET', `${path}?atLeast=${opened.body.position}`);
    expect(body.entrants).toEqual([
      expect.objectContaining({ collegeId: 'dala', students: 280, league: 'S' }),
      expect.objectContaining({ collegeId: 'teniz', students: 640, league: 'M' }),
    ]);
  });
});
