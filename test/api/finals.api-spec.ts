import { verifyFinals } from '../../src/leaderboard/verify-finals.js';
import { ReadModel } from '../../src/projector/read-model.js';
import { challengeId, rules } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

const path = `/api/challenges/${challengeId}`;

describe('finals of a challenge', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  const post = (step: string, body?: object) => season.organiser('POST', `${path}/${step}`, body);
  const points = async (query: string, cookie?: string) => {
    const { body } = await season.app.request('GET', `${path}/standings${query}`, cookie ? { cookie } : {});
    return body.rows?.map((row: { collegeId: string; points: number }) => [row.collegeId, row.points]) ?? body.code;
  };

  it('stay readable under their numbers, with hashes that agree with the history', async () => {
    const bonus = { collegeId: 'dala', reason: 'bonus' };
    expect((await post('adjust', { ...bonus, points: 5 })).status).toBe(200);
    await post('close');
    const first = await post('finalise');
    expect(first.status).toBe(200);
    const names = { kk: 'Дала жоғары колледжі', ru: 'Высший колледж «Дала»', en: 'Dala Higher College' };
    await season.organiser('POST', '/api/colleges/dala/rename', { names, shortNames: names });
    const renamed = await post('colleges/dala/rename');
    expect(renamed.status).toBe(200);
    expect((await season.after(renamed, `${path}/standings`)).body.rows[0]).toMatchObject({ names, points: 5 });
    await post('reopen', { reason: 'appeal' });
    await post('adjust', { ...bonus, points: 7 });
    const second = await post('finalise');
    const { body } = await season.after(second, `${path}/finals`);
    expect(body.finals).toMatchObject([
      { number: 1, reason: 'appeal', reopenedAt: expect.any(String), hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { number: 2, reason: null, reopenedAt: null },
    ]);
    expect(await points('?final=1')).toEqual([
      ['dala', 5],
      ['teniz', 0],
    ]);
    expect((await points('?final=2'))[0]).toEqual(['dala', 12]);
    expect(await points('?final=3')).toBe('FINAL_UNKNOWN');
    expect(await points('?final=1&at=2026-09-01')).toBe('VALIDATION_FAILED');
    expect(await points('?final=0')).toBe('VALIDATION_FAILED');
    const readModel = season.app.app.get(ReadModel, { strict: false });
    expect(await verifyFinals(season.app.store, readModel)).toEqual({ compared: 2, difference: null });
  });

  it('are hidden from the public during a freeze', async () => {
    await post('reopen', { reason: 'complaint' });
    await post('freeze');
    const third = await post('finalise');
    await season.after(third, path);
    expect((await season.app.request('GET', `${path}/finals`)).body.finals).toHaveLength(2);
    expect((await season.organiser('GET', `${path}/finals`)).body.finals).toHaveLength(3);
    expect(await points('?final=3')).toBe('FINAL_UNKNOWN');
    expect(await points('?final=3', season.app.adminCookie)).toHaveLength(2);
    await season.after(await post('reveal'), path);
    expect(await points('?final=3')).toHaveLength(2);
  });

  it('are found wrong when a stored hash differs from the boards', async () => {
    const { data } = (await season.app.events(`challenge-${challengeId}`)).findLast(
      ({ type }) => type === 'ResultsFinalised',
    )!;
    const forged = { ...(JSON.parse(data) as { throughEventId: string }), challengeId, standingsHash: '0'.repeat(64) };
    await season.given(`challenge-${challengeId}`, { type: 'ResultsFinalised', data: forged });
    const readModel = season.app.app.get(ReadModel, { strict: false });
    expect((await verifyFinals(season.app.store, readModel)).difference).toMatchObject({ field: 'standingsHash' });
  });
});

describe('large adjustments', () => {
  let season: GreenSeason;
  beforeAll(async () => {
    season = await GreenSeason.start();
  }, 120_000);
  afterAll(() => season?.app.close());

  it('count when a second organiser confirms them, and block finals before', async () => {
    const strict = { ...rules, secondOrganiserFrom: 20 };
    const note = { kk: 'Екі адам', ru: 'Вдвоём' };
    const published = await season.organiser('POST', `${path}/rulebooks`, { rules: strict, retroactive: true, note });
    expect(published.status).toBe(200);
    const other = (await season.app.signedIn('organiser')).cookie;
    const adjust = (points: number) =>
      season.organiser('POST', `${path}/adjust`, { collegeId: 'dala', points, reason: 'reused-photo', note: 'Сурет' });
    expect((await adjust(-15)).body.adjustmentId).toBeNull();
    const { adjustmentId } = (await adjust(-15)).body;
    await season.organiser('POST', `${path}/close`);
    const refused = (await season.organiser('POST', `${path}/finalise`)).body;
    expect(refused).toMatchObject({
      code: 'ADJUSTMENTS_PENDING',
      blockers: [
        {
          kind: 'adjustment',
          ids: [adjustmentId],
          wayOut: 'WAY_OUT_CONFIRM',
          words: { kk: expect.stringMatching(/\S/), ru: expect.stringMatching(/\S/), en: expect.stringMatching(/\S/) },
        },
      ],
    });
    const confirm = (cookie: string) => season.as(cookie, 'POST', `${path}/adjustments/${adjustmentId}/confirm`);
    expect((await confirm(season.app.adminCookie)).body.code).toBe('SECOND_ORGANISER_NEEDED');
    const confirmed = await confirm(other);
    expect(confirmed.status).toBe(200);
    const board = await season.after(confirmed, `${path}/standings`);
    expect(board.body.rows.at(-1)).toMatchObject({ collegeId: 'dala', points: -30 });
  });
});
