import { challengeId } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

interface Line {
  id: string;
  status: string;
  points: number | null;
}

describe('GET /api/action-summaries', () => {
  let season: GreenSeason;
  const ids: Record<string, string> = {};
  let last: Awaited<ReturnType<GreenSeason['as']>>;

  beforeAll(async () => {
    season = await GreenSeason.start();
    season.clock.time = new Date('2026-09-10T05:00:00.000Z');
    // Sessions have ended by then.
    season.teniz = (await season.app.signedIn('coordinator', 'teniz')).cookie;
    season.dala = (await season.app.signedIn('coordinator', 'dala')).cookie;
    season.nurlan = (await season.app.signedIn('reviewer', 'shagala')).cookie;
    const bags = { kind: 'G1', claimed: { bags: { value: 25, precision: 'exact' } } };
    ids['shore'] = await season.submitted({ ...bags, doneOn: '2026-09-02', place: 'Түпқараған ауданы' });
    ids['trees'] = await season.submitted({ doneOn: '2026-09-05' });
    ids['asked'] = await season.submitted({ doneOn: '2026-09-08', description: 'Мектеп ауласында' });
    ids['others'] = await season.submitted({ doneOn: '2026-09-05', place: 'Түпқараған ауданы' }, season.dala);
    const review = (id: string, what: string, body: object) =>
      season.as(season.nurlan, 'POST', `/api/actions/${ids[id]}/${what}`, body);
    await review('shore', 'approve', { verified: { bags: 25 } });
    await review('trees', 'reject', { reason: 'not-eligible' });
    last = await review('asked', 'request-information', { reason: 'photo-missing', note: 'Фото қайда?' });
    expect(last.status).toBe(200);
  }, 120_000);
  afterAll(() => season?.app.close());

  const list = (query: string, cookie = season.teniz) => season.after(last, `/api/action-summaries?${query}`, cookie);
  const found = async (query: string, cookie?: string) => {
    const { body } = await list(query, cookie);
    const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
    return (body.items as Line[]).map(({ id }) => names.get(id));
  };

  it('shows lines without journals, with the points that each brings', async () => {
    const { body } = await list('sort=done');
    expect(body).toMatchObject({ total: 3, complete: true });
    expect(body.items).toMatchObject([
      { id: ids['shore'], status: 'approved', place: 'Түпқараған ауданы', verified: { bags: 25 }, reason: null },
      { id: ids['trees'], status: 'rejected', points: null, reason: 'not-eligible' },
      { id: ids['asked'], status: 'needs-info', pending: true, reason: 'photo-missing', decidedAt: null },
    ]);
    expect(body.items[0].points).toBeGreaterThan(0);
    expect(body.items[0].receipt).toMatch(/^\d+-\d$/);
    expect(JSON.stringify(body)).not.toMatch(/journal|flags|Фото қайда/);
  });

  it('filters by days, statuses and order', async () => {
    expect(await found('from=2026-09-03&to=2026-09-05')).toEqual(['trees']);
    expect(await found('status=approved,rejected&sort=-done')).toEqual(['trees', 'shore']);
    expect(await found('status=approved&status=needs-info&sort=done')).toEqual(['shore', 'asked']);
    expect(await found('sort=-done&limit=1')).toEqual(['asked']);
    expect(await found('from=2026-09-03&status=approved')).toEqual([]);
  });

  it('searches receipts, kinds, days and the words of places', async () => {
    const { items } = (await list('sort=done')).body as { items: (Line & { receipt: string; titles: null })[] };
    expect(await found(`q=${encodeURIComponent(items[1]!.receipt)}`)).toEqual(['trees']);
    expect(await found(`q=${encodeURIComponent('түпқараған')}`)).toEqual(['shore']);
    expect(await found(`q=${encodeURIComponent('МЕКТЕП ауласында')}`)).toEqual(['asked']);
    expect(await found('q=05.09.2026')).toEqual(['trees']);
    expect(await found('q=g1')).toEqual(['shore']);
    expect(await found(`q=${encodeURIComponent('жоқ сөз')}`)).toEqual([]);
    expect((await list('q=g4&limit=1&sort=done')).body).toMatchObject({ total: 2, complete: true });
  });

  it('never finds an action of another college', async () => {
    expect(await found(`q=${encodeURIComponent('түпқараған')}`, season.dala)).toEqual(['others']);
    expect((await list('collegeId=dala')).body.code).toBe('NOT_YOUR_COLLEGE');
    expect(await found(`challengeId=${challengeId}&sort=done`, season.nurlan)).toHaveLength(4);
    expect((await season.app.request('GET', '/api/action-summaries')).status).toBe(401);
  });

  it('filters the list with journals in the same way', async () => {
    const { body } = await season.after(last, '/api/actions?status=approved,rejected&from=2026-09-05', season.teniz);
    expect(body).toMatchObject({
      total: 1,
      complete: true,
      items: [{ id: ids['trees'], decidedAt: expect.any(String) }],
    });
    const flagged = await season.after(last, '/api/actions?flag=any&to=2026-09-09', season.nurlan);
    expect(flagged.status).toBe(200);
  });

  it('refuses unknown statuses, days and orders', async () => {
    for (const query of ['status=lost', 'status=', 'from=2026-02-30', 'sort=name', `q=${'а'.repeat(201)}`])
      expect((await season.as(season.teniz, 'GET', `/api/action-summaries?${query}`)).status).toBe(400);
  });
});
