import { CalendarKeeper } from '../../src/challenges/keep-calendar/calendar-keeper.js';
import { startTestApp, type TestApp, TestClock } from '../support/app.js';
import { rules } from '../support/challenge-history.js';

const text = { kk: 'Жасыл челлендж', ru: 'Зелёный челлендж', en: 'Green Challenge' };

describe('The calendar of challenges', () => {
  const clock = new TestClock(new Date('2026-08-31T18:59:59.000Z'));
  let app: TestApp;
  const turn = async (times = 1) => {
    for (let time = 0; time < times; time += 1) await app.app.get(CalendarKeeper, { strict: false }).keep();
    return (await app.events('challenge-')).map(({ type, metadata }) => [
      type,
      (JSON.parse(metadata) as { actor: string }).actor,
    ]);
  };

  beforeAll(async () => {
    app = await startTestApp({ clock });
    const ask = (path: string, body: object) => app.request('POST', path, { cookie: app.adminCookie, body });
    await ask('/api/challenges', {
      id: 'green',
      track: 'green',
      titles: text,
      season: text,
      opensOn: '2026-09-01',
      closesOn: '2026-09-02',
    });
    await ask('/api/challenges/green/rulebooks', { rules, note: { kk: 'Ереже', ru: 'Правила' } });
  }, 120_000);

  afterAll(() => app?.close());

  it('opens and closes as the system, once each, at midnight in Aqtau', async () => {
    expect(await turn()).toHaveLength(2);
    clock.advance(1_000);
    expect((await turn(3)).slice(2)).toEqual([['ChallengeOpened', 'system']]);
    clock.advance(2 * 86_400_000 - 1);
    expect(await turn()).toHaveLength(3);
    clock.advance(1);
    expect((await turn(3)).slice(3)).toEqual([['SubmissionsClosed', 'system']]);
  });
});
