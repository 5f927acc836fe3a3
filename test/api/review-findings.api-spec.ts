import { randomUUID } from 'node:crypto';
import { challengeId, rules } from '../support/challenge-history.js';
import { claim, GreenSeason } from '../support/green-season.js';

const path = `/api/challenges/${challengeId}`;
let season: GreenSeason;
beforeAll(async () => {
  season = await GreenSeason.start({ env: { QORZHYN_SESSION_HOURS: '8760', QORZHYN_SESSION_IDLE_HOURS: '8760' } });
}, 120_000);
afterAll(() => season?.app.close());

const done = async (...asking: Parameters<GreenSeason['organiser']>) => {
  const answer = await season.organiser(...asking);
  expect([asking, answer.status, answer.body.code]).toEqual([asking, 200, undefined]);
  return answer;
};

describe('claims', () => {
  it('are refused when they were withdrawn before', async () => {
    const id = await season.submitted();
    expect((await season.as(season.teniz, 'POST', `/api/actions/${id}/withdraw`)).status).toBe(200);
    const again = await season.as(season.teniz, 'PUT', `/api/actions/${id}`, claim());
    expect([again.status, again.body.code]).toEqual([409, 'ACTION_WITHDRAWN']);
  });

  it('begin no earlier than the challenge', async () => {
    const early = claim({ doneFrom: '2025-12-01' });
    const { status, body } = await season.as(season.teniz, 'PUT', `/api/actions/${randomUUID()}`, early);
    expect([status, body.code, body.errors[0].path]).toEqual([422, 'DONE_OUTSIDE_CHALLENGE', 'doneFrom']);
  });

  it('name the malformed id of an address', async () => {
    const { status, body } = await season.as(season.teniz, 'GET', '/api/actions/%D0%90?lang=kk');
    expect([status, body.errors[0]]).toEqual([
      400,
      expect.objectContaining({ path: 'id', message: expect.stringMatching(/^«id» коды дұрыс емес/) }),
    ]);
  });
});

describe('a challenge that is late', () => {
  it('says that its first day was planned, and what it lacks', async () => {
    season.clock.time = new Date('2026-11-15T07:00:00.000Z');
    const words = { kk: 'Кешіккен', ru: 'Опоздавший', en: 'Late' };
    const late = { id: 'late', track: 'green', titles: words, season: words, opensOn: '2026-11-16' };
    const announced = await season.organiser('POST', '/api/challenges', { ...late, closesOn: '2026-12-20' });
    expect(announced.status).toBe(201);
    season.clock.time = new Date('2026-11-20T07:00:00.000Z');
    const tooEarly = claim({ challengeId: 'late', doneOn: '2026-11-20' });
    const asked = await season.as(season.teniz, 'PUT', `/api/actions/${randomUUID()}?lang=ru`, tooEarly);
    expect([asked.status, asked.body.title]).toEqual([
      409,
      'Челлендж ещё не открыт. Назначенная дата открытия: 16.11.2026.',
    ]);
    expect((await season.after(announced, '/api/challenges/late')).body).toMatchObject({
      lacks: ['rulebook', 'colleges', 'opening'],
    });
    const note = { kk: 'Ереже', ru: 'Правила' };
    const written = await done('POST', '/api/challenges/late/rulebooks', { rules, note });
    expect(written.body.opensAt).toBeNull();
    expect((await season.after(written, '/api/challenges/late')).body.lacks).toEqual(['colleges', 'opening']);
  });
});

describe('a final during a freeze', () => {
  const stateFor = async (cookie: string | undefined, position: string) => {
    const of = await season.app.request('GET', `${path}?atLeast=${position}`, { cookie });
    const list = await season.app.request('GET', '/api/challenges', { cookie });
    const item = list.body.items.find(({ id }: { id: string }) => id === challengeId);
    return [of.body.state, item.state, of.body.frozen];
  };

  it('looks closed to outsiders until the reveal', async () => {
    season.clock.time = new Date('2026-11-18T07:00:00.000Z');
    await done('POST', `${path}/freeze`);
    await done('POST', `${path}/close`);
    const { position } = (await done('POST', `${path}/finalise`)).body;
    for (const cookie of [undefined, season.teniz])
      expect(await stateFor(cookie, position)).toEqual(['closed', 'closed', true]);
    expect(await stateFor(season.nurlan, position)).toEqual(['final', 'final', true]);
    const revealed = await done('POST', `${path}/reveal`);
    expect(await stateFor(undefined, revealed.body.position)).toEqual(['final', 'final', false]);
  });

  it('has the mended name of a college on its boards', async () => {
    const names = { kk: 'Теңіз жоғары колледжі', ru: 'Высший колледж Тениз', en: 'Teniz Higher College' };
    const shortNames = { kk: 'Теңіз', ru: 'Тениз', en: 'Teniz' };
    await done('POST', '/api/colleges/teniz/rename', { names, shortNames });
    const renamed = await done('POST', `${path}/colleges/teniz/rename`);
    const { body } = await season.after(renamed, `${path}/standings`);
    expect(body.rows.find(({ collegeId }: { collegeId: string }) => collegeId === 'teniz').names).toEqual(names);
    const { finals } = (await season.app.request('GET', `${path}/finals`)).body;
    expect(finals).toMatchObject([{ number: 1, reopenedAt: null }]);
    expect((await season.after(renamed, path)).body.state).toBe('final');
  });
});
