import { verify } from '../../src/projector/verify.js';
import { rebuild } from '../../src/projector/rebuild.js';
import { ReadModel } from '../../src/projector/read-model.js';
import { ProjectionRegistry } from '../../src/projector/runner.js';
import type { Answer } from '../support/app.js';
import { claim, GreenSeason } from '../support/green-season.js';

interface ShownFlag {
  code: string;
  words: { ru: string };
  figures: Record<string, number>;
  actions: string[];
}

describe('sanity flags', () => {
  let season: GreenSeason;
  let ours: string;
  let theirs: string;
  let last: Answer;
  const links = ['https://www.example.kz/foto/7/?utm_source=chat'];
  const bags = { bags: { value: 5, precision: 'exact' } };
  const other = { links: ['https://example.kz/foto/8'], place: 'Форт-Шевченко' };
  beforeAll(async () => {
    season = await GreenSeason.start();
    ours = await season.submitted({ links: ['https://example.kz/foto/7'], partners: ['dala'] });
    season.clock.advance(3_600_000);
    theirs = await season.submitted({ links, place: 'Басқа жер' }, season.dala);
    const lone = claim({ ...other, kind: 'G1', claimed: bags });
    last = await season.as(season.dala, 'PUT', '/api/actions/lone', lone);
    expect(last.status).toBe(201);
  }, 120_000);
  afterAll(() => season?.app.close());

  const flagsOf = async (id: string, cookie = season.nurlan): Promise<ShownFlag[]> =>
    (await season.after(last, `/api/actions/${id}`, cookie)).body.flags;
  const codes = async (id: string, cookie?: string) => (await flagsOf(id, cookie)).map(({ code }) => code);
  const listed = async (query: string, cookie = season.nurlan) => {
    const { body } = await season.after(last, `/api/actions?${query}`, cookie);
    return { total: body.total, ids: body.items.map(({ id }: { id: string }) => id) };
  };

  it('show reviewers a reason with figures and the other actions', async () => {
    expect(await flagsOf(ours)).toEqual([
      {
        code: 'joint-action-in-full',
        words: expect.objectContaining({
          ru: 'Ту же совместную акцию с тем же числом указал ещё 1 колледж (посаженные деревья: 30).',
        }),
        figures: { colleges: 1, value: 30 },
        metric: 'trees',
        actions: [theirs],
      },
      {
        code: 'same-link',
        words: expect.objectContaining({ en: 'The same link is in 1 other claim, also of 1 other college.' }),
        figures: { claims: 1, colleges: 1 },
        metric: null,
        actions: [theirs],
      },
    ]);
  });

  it('filter the queue and count what is flagged', async () => {
    expect(await listed('flag=same-link&pending=true')).toEqual({ total: 2, ids: [ours, theirs] });
    expect(await listed('flag=any&pending=true&limit=1&offset=1')).toEqual({ total: 2, ids: [theirs] });
    expect(await listed('flag=same-link&collegeId=dala')).toEqual({ total: 1, ids: [theirs] });
    expect(await listed('flag=many-beneficiaries')).toEqual({ total: 0, ids: [] });
    expect((await season.as(season.nurlan, 'GET', '/api/actions?flag=ugly')).status).toBe(400);
  });

  it('stay hidden from coordinators', async () => {
    expect(await flagsOf(ours, season.teniz)).toEqual([]);
    expect(await listed('flag=any', season.teniz)).toEqual({ total: 0, ids: [] });
  });

  it('name a quick approval and numbers above the claim', async () => {
    const id = await season.submitted({ links: [], place: 'Жаңаөзен', kind: 'G1', claimed: bags });
    season.clock.advance(20_000);
    last = await season.as(season.nurlan, 'POST', `/api/actions/${id}/approve`, { verified: { bags: 50 } });
    expect(last.status).toBe(200);
    const shown = await flagsOf(id, season.aigul);
    expect(shown.map(({ code, figures }) => [code, figures])).toEqual([
      ['approved-far-above-claim', { approved: 50, claimed: 5 }],
      ['approved-within-a-minute', { seconds: 20 }],
    ]);
    expect(await flagsOf(id, season.app.adminCookie)).toEqual(shown);
  });

  it('are the same after a rebuild', async () => {
    const [model, before] = [season.app.app.get(ReadModel), await flagsOf(ours)];
    for (const name of ['claims', 'deciders']) {
      const definition = season.app.app.get(ProjectionRegistry).get(name)!;
      expect((await verify(definition, season.app.store, model)).difference).toBeNull();
    }
    await rebuild(season.app.app.get(ProjectionRegistry).get('claims')!, season.app.store, model);
    expect(await flagsOf(ours)).toEqual(before);
  });

  it('forget a link that is erased', async () => {
    last = await season.organiser('POST', '/api/erasures', { of: 'action', id: theirs, reason: 'person-asked' });
    expect(last.status).toBe(200);
    expect(await codes(ours)).toEqual(['joint-action-in-full']);
  });

  it('follow a merger: two colleges become one', async () => {
    const merger = { into: 'teniz', reason: 'merged' };
    last = await season.organiser('POST', '/api/challenges/green-2026/colleges/dala/merge', merger);
    expect(last.status).toBe(200);
    expect(await codes(ours)).toEqual(['same-kind-same-day']);
  });
});
