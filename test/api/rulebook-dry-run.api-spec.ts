import type { Rulebook, RulebookKind } from '../../src/events/rulebook.js';
import type { Answer } from '../support/app.js';
import { challengeId, rules } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

const path = `/api/challenges/${challengeId}`;
const note = { kk: 'Өзгеріс', ru: 'Изменение' };
const g4 = rules.kinds['G4']!;
const g1 = rules.kinds['G1']!;
const withKinds = (kinds: Record<string, RulebookKind>): Rulebook => ({
  ...rules,
  kinds: { ...rules.kinds, ...kinds },
});
const mistaken = withKinds({ G4: { ...g4, base: 4, cap: 4 } });

interface Previewed {
  collegeId: string;
  points: number;
  before: { points: number };
  after: { points: number };
}
const pointsOf = ({ body }: Answer) =>
  (body.preview.colleges as Previewed[]).map(({ collegeId, before, after }) => [
    collegeId,
    before.points,
    after.points,
  ]);
const codesOf = ({ body }: Answer) => (body.warnings as { code: string }[]).map(({ code }) => code);

let season: GreenSeason;
beforeAll(async () => {
  season = await GreenSeason.start();
}, 120_000);
afterAll(() => season?.app.close());

const publish = (changed: Rulebook, retroactive = true, query = '') =>
  season.organiser('POST', `${path}/rulebooks${query}`, { rules: changed, retroactive, note });
const dryRun = (changed: Rulebook, retroactive = true) => publish(changed, retroactive, '?dryRun=true');
const withdraw = (version: number, query = '') =>
  season.organiser('POST', `${path}/rulebooks/${version}/withdraw${query}`, { reason: 'mistake' });
const events = async () => (await season.app.events('')).length;

async function approve(verified: Record<string, number>, cookie = season.teniz, kind = 'G4'): Promise<Answer> {
  const claimed = Object.fromEntries(
    Object.entries(verified).map(([metric, value]) => [metric, { value, precision: 'exact' }]),
  );
  const id = await season.submitted({ kind, claimed }, cookie);
  return season.as(season.nurlan, 'POST', `/api/actions/${id}/approve`, { revision: 0, verified });
}

/** The two boards as a dry run shows a college. */
async function shown(after: Answer, cookie = season.app.adminCookie) {
  const [total, perHundred] = await Promise.all(
    ['total', 'per-100'].map((board) => season.after(after, `${path}/standings?board=${board}`, cookie)),
  );
  interface Row {
    collegeId: string;
    points: number;
    rank: number;
    leagueRank: number;
    per100Text: string;
  }
  const others = perHundred!.body.rows as Row[];
  return Object.fromEntries(
    (total!.body.rows as Row[]).map(({ collegeId, points, rank, leagueRank }) => {
      const other = others.find((row) => row.collegeId === collegeId)!;
      const ranks = { total: rank, 'per-100': other.rank };
      const leagueRanks = { total: leagueRank, 'per-100': other.leagueRank };
      return [collegeId, { points, per100Text: other.per100Text, ranks, leagueRanks }];
    }),
  );
}

const previewed = ({ body }: Answer, side: 'before' | 'after') =>
  Object.fromEntries((body.preview.colleges as Previewed[]).map((one) => [one.collegeId, one[side]]));

describe('POST /api/challenges/:id/rulebooks?dryRun=true', () => {
  let before: Answer;

  it('shows points and places before and after, and stores nothing', async () => {
    before = await approve({ trees: 22 });
    const stored = await events();
    const answer = await dryRun(mistaken);
    expect(answer).toMatchObject({
      status: 200,
      body: { position: null, challengeId, version: 2, opensAt: null, preview: { records: true, actions: 1 } },
    });
    expect(pointsOf(answer)).toEqual([
      ['teniz', 40, 14],
      ['dala', 0, 0],
    ]);
    expect(await events()).toBe(stored);
    expect((await season.after(before, `${path}/rulebooks`)).body.items).toHaveLength(1);
  });

  it('equals the boards after the real publication and withdrawal', async () => {
    const preview = await dryRun(mistaken);
    expect(previewed(preview, 'before')).toEqual(await shown(before));
    const real = await publish(mistaken);
    expect(real.body).toMatchObject({ version: preview.body.version, warnings: preview.body.warnings });
    expect(real.body.preview).toBeUndefined();
    expect(previewed(preview, 'after')).toEqual(await shown(real));

    await approve({ trees: 5 }, season.dala);
    const back = await withdraw(2, '?dryRun=true');
    expect(back.body).toMatchObject({ position: null, version: 2, preview: { records: true, actions: 2 } });
    expect(pointsOf(back)).toEqual([
      ['teniz', 14, 40],
      ['dala', 14, 23],
    ]);
    const withdrawn = await withdraw(2);
    expect(previewed(back, 'after')).toEqual(await shown(withdrawn));
    expect((await withdraw(2, '?dryRun=true')).body.preview).toMatchObject({ records: false, actions: 0 });
  });

  it('refuses what the real publication refuses', async () => {
    const other: Rulebook = { ...rules, shareCap: { percent: 50, from: 100 } };
    for (const query of ['', '?dryRun=true']) {
      expect(await publish(other, false, query)).toMatchObject({
        status: 422,
        body: { code: 'CHANGE_IS_RETROACTIVE', params: { field: 'shareCap' } },
      });
      expect(await publish({ ...rules, kinds: {} }, true, query)).toMatchObject({ status: 422 });
      expect(await publish({ ...rules, leagues: [] }, true, query)).toMatchObject({ body: { code: 'LEAGUES_FIXED' } });
      expect(await withdraw(1, query)).toMatchObject({ body: { code: 'RULEBOOK_LAST' } });
      expect(await withdraw(9, query)).toMatchObject({ body: { code: 'RULEBOOK_UNKNOWN' } });
    }
  });

  it('refuses other parameters, so that a slip publishes nothing', async () => {
    const stored = await events();
    for (const query of ['?dryrun=true', '?dryRun=1', '?dryRun', '?dryRun=true&dryRun=false'])
      expect(await publish(mistaken, true, query)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    expect((await publish(mistaken, true, '?dryRun=true&lang=ru')).status).toBe(200);
    expect(await events()).toBe(stored);
  });

  it('answers organisers alone', async () => {
    const body = { rules: mistaken, retroactive: true, note };
    for (const cookie of [season.teniz, season.nurlan])
      expect(await season.as(cookie, 'POST', `${path}/rulebooks?dryRun=true`, body)).toMatchObject({ status: 403 });
  });
});

describe('Warnings of a rulebook', () => {
  const part = (metric: string, step: number) => [{ metric, step, weight: 1, max: null }];
  it.each<[string, Rulebook, object]>([
    ['CAP_BELOW_BASE', withKinds({ G4: { ...g4, cap: 7 } }), { kind: 'G4', cap: 7, base: 8 }],
    ['METRIC_UNFAMILIAR', withKinds({ G4: { ...g4, parts: part('treez', 1) } }), { kind: 'G4', metric: 'treez' }],
    ['STEP_UNLIKE_SHIPPED', withKinds({ G5: { ...g4, parts: part('grams', 20) } }), { step: 20, usual: 20_000 }],
    ['STEP_UNLIKE_REPORTS', withKinds({ G4: { ...g4, parts: part('trees', 500_000) } }), { metric: 'trees' }],
    ['SHARE_CAP_CUTS_ALL', { ...rules, shareCap: { percent: 0, from: 0 } }, { percent: 0, from: 0 }],
    ['SHARE_CAP_UNREACHABLE', { ...rules, shareCap: { percent: 35, from: 90_000 } }, { from: 90_000 }],
    ['DIVERSITY_BEYOND_POINTS', { ...rules, diversity: { points: 10_000, kinds: 50 } }, { bonus: 20_000 }],
    [
      'KIND_WITHOUT_VARIABLE_PART',
      { ...withKinds({ G4: { ...g4, parts: [] } }), diversity: { points: 10, kinds: 5, variableOnly: true } },
      { kind: 'G4' },
    ],
    ['SEASON_CAP_BELOW_ACTION', withKinds({ G4: { ...g4, seasonCap: 39 } }), { seasonCap: 39, most: 40 }],
    ['KIND_LOSES_POINTS', { ...rules, kinds: { G1: g1 } }, { kind: 'G4', count: 2 }],
  ])('name %s with its figures in three languages', async (code, changed, params) => {
    const { status, body } = await dryRun(changed);
    expect(status).toBe(200);
    const found = (body.warnings as { code: string; params: object; words: Record<string, string> }[]).find(
      (one) => one.code === code,
    );
    expect(found).toMatchObject({ params });
    for (const words of Object.values(found!.words)) expect(words).not.toMatch(/[{}]|undefined|[A-Z]+_[A-Z]+/);
    expect(new Set(Object.values(found!.words)).size).toBe(3);
    const said = found!.words['kk']!.replaceAll('\u00a0', '');
    for (const figure of Object.values(params)) expect(said).toContain(String(figure));
  });

  it('say that a forward-only version leaves earlier actions alone', async () => {
    const answer = await dryRun(mistaken, false);
    expect(codesOf(answer)).toEqual(['ONLY_LATER_ACTIONS']);
    expect(answer.body).toMatchObject({ preview: { actions: 0 }, warnings: [{ params: { count: 2 } }] });
  });

  it('come with a real publication too, which they never refuse', async () => {
    const answer = await publish(withKinds({ G4: { ...g4, cap: 7, parts: part('treez', 1) } }));
    expect([answer.status, codesOf(answer)]).toEqual([200, ['CAP_BELOW_BASE', 'METRIC_UNFAMILIAR']]);
    expect(codesOf(await withdraw(answer.body.version as number))).toEqual([]);
  });

  it('name a freeze, during which organisers see true numbers', async () => {
    await season.organiser('POST', `${path}/freeze`);
    const written = await approve({ bags: 10 }, season.teniz, 'G1');
    const answer = await dryRun(mistaken);
    expect(codesOf(answer)).toContain('STANDINGS_FROZEN');
    expect(previewed(answer, 'before')).toEqual(await shown(written));
    expect(previewed(answer, 'before')).not.toEqual(await shown(written, season.teniz));
    expect(codesOf(await publish(mistaken))).toContain('STANDINGS_FROZEN');
  });

  it('name the end of submissions', async () => {
    await season.organiser('POST', `${path}/close`);
    const answer = await dryRun(rules);
    expect(codesOf(answer)).toEqual(expect.arrayContaining(['SUBMISSIONS_ENDED']));
    const newest = (answer.body.version as number) - 1;
    expect(codesOf(await withdraw(newest, '?dryRun=true'))).toEqual(['STANDINGS_FROZEN', 'SUBMISSIONS_ENDED']);
  });
});
