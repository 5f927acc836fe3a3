import { DataSource } from 'typeorm';
import { claim, GreenSeason } from '../support/green-season.js';

const ANSWER = '34 қапты басқа топ жинаған, 96 деп алыңыз.';

describe('the answer to a question', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const ask = (id: string) => {
    const body = { reason: 'photo-missing', note: 'Фотода 96 қап көрінеді. Қалғаны қайда?' };
    return season.as(season.nurlan, 'POST', `/api/actions/${id}/request-information`, body);
  };
  const { challengeId: _, ...sent } = claim();
  const answer = (id: string, changes: object = {}) =>
    season.as(season.teniz, 'POST', `/api/actions/${id}/revise`, { ...sent, ...changes });
  const journal = async (after: Awaited<ReturnType<typeof ask>>, id: string, cookie = season.teniz) =>
    (await season.after(after, `/api/actions/${id}`, cookie)).body.journal as { type: string; note: string | null }[];

  it('is shown to both sides and stays out of the history', async () => {
    const id = await season.submitted();
    expect((await ask(id)).status).toBe(200);
    const answered = await answer(id, { answer: ANSWER });
    expect(answered.status).toBe(200);
    for (const cookie of [season.teniz, season.nurlan])
      expect(await journal(answered, id, cookie)).toMatchObject([
        { type: 'ActionSubmitted', note: null },
        { type: 'InformationRequested', note: 'Фотода 96 қап көрінеді. Қалғаны қайда?' },
        { type: 'ActionRevised', note: ANSWER },
      ]);
    const stored = await season.app.events(`action-${id}`);
    expect(stored.map(({ data }) => data).join()).not.toContain('34 қапты');
  });

  it('outlives later revisions, which replace the texts of the claim only', async () => {
    const id = await season.submitted();
    await ask(id);
    await answer(id, { answer: ANSWER });
    await ask(id);
    const again = await answer(id, { place: 'Басқа жер', answer: 'Тағы бір жауап' });
    const notes = (await journal(again, id)).filter(({ type }) => type === 'ActionRevised').map(({ note }) => note);
    expect(notes).toEqual([ANSWER, 'Тағы бір жауап']);
  });

  it('is optional, and stored once for a repeated request', async () => {
    const id = await season.submitted();
    await ask(id);
    const texts = async () =>
      Number((await season.app.app.get(DataSource).query('SELECT count(*) FROM vault_items'))[0].count);
    const before = await texts();
    const send = () =>
      season.as(
        season.teniz,
        'POST',
        `/api/actions/${id}/revise`,
        { ...sent, answer: ANSWER },
        { 'idempotency-key': `answer-${id}` },
      );
    const first = await send();
    expect(await send()).toMatchObject({ status: 200, body: first.body });
    // The link and the details are the same as before and are stored again; the answer is one text more.
    expect((await texts()) - before).toBeLessThanOrEqual(3);
    expect((await journal(first, id)).filter(({ note }) => note === ANSWER)).toHaveLength(1);
  });

  it('is refused when it is empty or too long', async () => {
    const id = await season.submitted();
    await ask(id);
    for (const text of ['', ' ', 'а'.repeat(2_001), 'a\u0000b'])
      expect((await answer(id, { answer: text })).status).toBe(400);
  });
});
