import { rulebook } from '../../src/events/rulebook.js';
import { startTestApp, type TestApp } from '../support/app.js';

let server: TestApp;
beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server?.close());

const organiser = (method: string, path: string, body?: unknown) =>
  server.request(method, path, { cookie: server.adminCookie, body });
const titles = { kk: 'Күз', ru: 'Осень', en: 'Autumn' };
const announce = (id: string, track: string) =>
  organiser('POST', '/api/challenges', {
    id,
    track,
    titles,
    season: titles,
    opensOn: '2026-10-01',
    closesOn: '2026-12-01',
  });

describe('the default rulebook', () => {
  test.each(['amal', 'green'])('is public for %s and is published when rules are absent', async (track) => {
    const shown = await server.request('GET', `/api/default-rulebooks/${track}`);
    expect(shown).toMatchObject({ status: 200, body: { track } });
    expect(rulebook.parse(shown.body.rules)).toEqual(shown.body.rules);
    expect((await announce(track, track)).status).toBe(201);
    const published = await organiser('POST', `/api/challenges/${track}/rulebooks`, {});
    expect(published).toMatchObject({ status: 200, body: { challengeId: track, position: expect.any(String) } });
    const { body } = await organiser('GET', `/api/challenges/${track}?atLeast=${published.body.position}`);
    expect(body).toMatchObject({ rulebookVersion: 1, rules: shown.body.rules });
    const [event] = (await server.events(`challenge-${track}`)).filter(({ type }) => type === 'RulebookPublished');
    expect(JSON.parse(event!.data)).toMatchObject({ note: shown.body.note });
  });

  test('can be changed and sent back, with a note of what changed', async () => {
    await announce('changed', 'green');
    const { rules } = (await server.request('GET', '/api/default-rulebooks/green')).body;
    const own = { ...rules, lateAfterDays: 7 };
    const silent = await organiser('POST', '/api/challenges/changed/rulebooks', { rules: own });
    expect(silent).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors: [{ path: 'note' }] } });
    const note = { kk: 'Мерзім қысқарды', ru: 'Срок короче' };
    expect((await organiser('POST', '/api/challenges/changed/rulebooks', { rules: own, note })).status).toBe(200);
  });

  test('does not exist for an unknown track', async () => {
    expect(await server.request('GET', '/api/default-rulebooks/chess')).toMatchObject({ status: 400 });
  });
});
