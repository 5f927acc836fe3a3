import { claim, GreenSeason } from '../support/green-season.js';

describe('GET /api/actions', () => {
  let season: GreenSeason;
  const submit = (cookie: string, id: string) => season.as(cookie, 'PUT', `/api/actions/${id}`, claim());
  beforeAll(async () => {
    season = await GreenSeason.start();
    await submit(season.teniz, 'trees-1');
    await submit(season.teniz, 'trees-2');
  }, 120_000);
  afterAll(() => season?.app.close());

  it('shows sanity flags to reviewers', async () => {
    const repeated = await submit(season.teniz, 'trees-2');
    const { body } = await season.after(repeated, '/api/actions?pending=true&limit=1&collegeId=teniz', season.nurlan);
    expect(body).toMatchObject({
      total: 2,
      items: [{ id: 'trees-1', flags: [{ code: 'same-kind-same-day' }, { code: 'same-link' }] }],
    });
  });

  it('shows a coordinator only the actions of the own college', async () => {
    const sent = await submit(season.dala, 'dala-1');
    const own = await season.after(sent, '/api/actions', season.teniz);
    expect(own.body.items.map(({ id }: { id: string }) => id).sort()).toEqual(['trees-1', 'trees-2']);
    expect((await season.after(sent, '/api/actions/dala-1', season.teniz)).status).toBe(404);
    expect((await season.after(sent, '/api/actions?collegeId=dala', season.teniz)).status).toBe(403);
    expect((await season.after(sent, '/api/actions', season.nurlan)).body.total).toBe(3);
    expect((await season.app.request('GET', '/api/actions')).status).toBe(401);
  });
});
