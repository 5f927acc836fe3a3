import { startTestApp, type TestApp } from '../support/app.js';
import { rules, Season } from '../support/season.js';

let server: TestApp;
let stories = 0;

beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server?.close());

const get = (path: string, cookie?: string, headers: Record<string, string> = {}) =>
  server.request('GET', path, { cookie, headers });

/** A challenge of its own for each test, with three colleges. */
async function story(given: Parameters<Season['begin']>[1] = {}) {
  stories += 1;
  const season = new Season(server.store, `amal-${stories}`);
  await season.begin(['aktau', 'beineu', 'zhanaozen'], given);
  const approved = async (actionId: string, collegeId: string, trees: number) => {
    await season.submit(`${season.id}-${actionId}`, collegeId);
    await season.approve(`${season.id}-${actionId}`, { trees });
  };
  const path = `/api/challenges/${season.id}`;
  const standings = (question = '', cookie?: string) =>
    get(`${path}/standings?atLeast=${season.position}${question}`, cookie);
  return { season, approved, path, standings };
}

const points = (answer: { body: { rows: { collegeId: string; points: number }[] } }) =>
  Object.fromEntries(answer.body.rows.map((row) => [row.collegeId, row.points]));

describe('GET standings', () => {
  test('shows an approved action at the position of its answer', async () => {
    const { approved, standings, season } = await story();
    await approved('1', 'beineu', 7);
    const answer = await standings();
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      challengeId: season.id,
      board: 'total',
      frozen: false,
      rulebookVersion: 1,
      position: season.position,
    });
    expect(points(answer)).toEqual({ aktau: 0, beineu: 27, zhanaozen: 0 });
    expect(answer.body.rows[0]).toMatchObject({ collegeId: 'beineu', rank: 1, order: 0, actions: 1, kinds: 1 });
    expect(Object.keys(answer.body.rows[0]).sort()).toEqual(
      [
        'actions',
        'collegeId',
        'kinds',
        'league',
        'leagueRank',
        'names',
        'order',
        'points',
        'rank',
        'shortNames',
        'students',
      ].sort(),
    );
  });

  test('gives the exact quotient on the per-100 board', async () => {
    const { approved, standings } = await story();
    await approved('1', 'beineu', 7);
    const { body } = await standings('&board=per-100');
    expect(body.rows[0]).toMatchObject({
      collegeId: 'beineu',
      per100: { numerator: 9, denominator: 1 },
      per100Text: '9.00',
    });
  });

  test('answers 304 until the board changes', async () => {
    const { approved, standings, path } = await story();
    const first = await standings();
    const etag = first.headers.get('etag')!;
    expect((await get(`${path}/standings`, undefined, { 'if-none-match': etag })).status).toBe(304);
    await approved('1', 'aktau', 1);
    await standings();
    const changed = await get(`${path}/standings`, undefined, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(changed.body.seq).toBe(first.body.seq + 1);
  });

  test('moves neither seq nor position for pending actions', async () => {
    const { season, standings } = await story();
    const before = await standings();
    await season.submit(`${season.id}-pending`, 'aktau');
    const after = await standings();
    expect(after.body).toEqual(before.body);
    expect(after.headers.get('etag')).toBe(before.headers.get('etag'));
  });

  test('answers as of any event and any instant', async () => {
    const { season, approved, standings, path } = await story();
    await approved('1', 'aktau', 1);
    const then = season.position;
    season.at('2026-10-07T19:30:00.000Z');
    await approved('2', 'beineu', 5);
    season.at('2026-10-09T10:00:00.000Z');
    await approved('3', 'zhanaozen', 5);
    expect(points(await standings(`&position=${then}`))).toEqual({ aktau: 21, beineu: 0, zhanaozen: 0 });
    expect((await standings(`&position=${then}`)).body).toMatchObject({
      position: then,
      asOf: '2026-10-05T07:05:00.000Z',
    });
    expect(points(await standings('&at=2026-10-08'))).toEqual({ aktau: 21, beineu: 25, zhanaozen: 0 });
    // 19:32 in UTC on the 7th is already the 8th in Aqtau.
    expect(points(await standings('&at=2026-10-07'))).toEqual({ aktau: 21, beineu: 0, zhanaozen: 0 });
    expect(points(await standings('&at=2026-10-07T19:32:00Z'))).toEqual({ aktau: 21, beineu: 25, zhanaozen: 0 });
    expect((await standings('&at=2027-01-01')).body).toEqual((await get(`${path}/standings`)).body);
    expect((await standings('&at=2020-01-01')).status).toBe(404);
  });

  test('shows the public the fold at the freeze until the reveal', async () => {
    const { season, approved, standings } = await story();
    await approved('1', 'aktau', 1);
    await season.freeze();
    const frozen = await standings();
    expect(frozen.body).toMatchObject({ frozen: true, position: season.position });
    await approved('2', 'beineu', 50);
    const beyond = season.position;
    for (const question of ['', `&position=${beyond}`, '&at=2027-01-01']) {
      const answer = await standings(question);
      expect(answer.body).toEqual(frozen.body);
      expect(answer.headers.get('etag')).toBe(frozen.headers.get('etag'));
    }
    const auditor = await server.signedIn('auditor');
    const coordinator = await server.signedIn('coordinator');
    expect(points(await standings('', auditor.cookie))).toMatchObject({ beineu: 70 });
    expect(points(await standings('', coordinator.cookie))).toMatchObject({ beineu: 0 });
    await season.reveal();
    const revealed = await standings();
    expect(revealed.body).toMatchObject({ frozen: false, position: season.position, seq: frozen.body.seq + 1 });
    expect(points(revealed)).toMatchObject({ beineu: 70 });
  });

  test('hides on every public route what happens between freeze and reveal', async () => {
    const { season, approved, path, standings } = await story();
    await approved('1', 'aktau', 1);
    const early = season.position;
    await season.adjust('beineu', 3);
    await season.freeze();
    await standings();
    const screen = await server.signedIn('screen');
    const at = new Date(season.now).toISOString();
    const told = async () => {
      const asked = [
        ...[
          '',
          '?board=per-100',
          '?league=A',
          '?at=2027-01-01',
          `?at=${at}`,
          '?position=99999999',
          `?position=${early}`,
        ].flatMap((question) => ['standings', 'standings.csv'].map((what) => `${what}${question}`)),
        ...['history', 'history?board=per-100', 'news', 'colleges/aktau/points', 'colleges/beineu/points'],
        ...['colleges/newcomer/points', 'colleges/zhanaozen/points?at=2027-01-01', ''],
      ].map((what) => `${path}/${what}`.replace(/\/$/, ''));
      const answers: unknown[] = [];
      for (const one of asked) {
        for (const cookie of [undefined, screen.cookie]) {
          const { status, headers, body } = await get(one, cookie);
          answers.push([one, status, headers.get('etag'), headers.get('content-length'), body.code ?? body]);
        }
      }
      const list = await get('/api/challenges');
      answers.push(list.body.items.find(({ id }: { id: string }) => id === season.id));
      return answers;
    };
    const before = await told();
    expect(before.filter((answer) => Array.isArray(answer) && answer[1] === 200).length).toBeGreaterThan(30);
    season.at('2026-10-09T10:00:00.000Z');
    await approved('2', 'beineu', 50);
    await season.correct(`${season.id}-1`, { trees: 30 });
    await season.adjust('zhanaozen', 500);
    await season.publish({ ...rules, diversity: { points: 0, kinds: 0 } }, 2, true);
    await season.leave('aktau');
    const auditor = await server.signedIn('auditor');
    expect(points(await standings('', auditor.cookie))).toEqual({ beineu: 63, zhanaozen: 500 });
    expect(await told()).toEqual(before);
    await season.reveal();
    await standings();
    expect(await told()).not.toEqual(before);
  });

  test('filters one league with ranks of the whole board', async () => {
    const { approved, standings } = await story();
    await approved('1', 'beineu', 7);
    const { body } = await standings('&league=A');
    expect(body.rows.map((row: { collegeId: string; rank: number }) => [row.collegeId, row.rank])).toEqual([
      ['aktau', 2],
      ['zhanaozen', 2],
    ]);
  });

  test.each([
    'board=best',
    'position=here',
    'at=2026-02-30',
    'at=yesterday',
    'league=lower',
    'position=1&at=2026-10-01',
    'atLeast=x',
  ])('refuse %s with 400', async (question) => {
    const { path } = await story();
    const answer = await get(`${path}/standings?${question}`);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  test('answers 404 for an unknown challenge', async () => {
    for (const path of ['standings', 'history', 'news', 'colleges/aktau/points']) {
      const answer = await get(`/api/challenges/nowhere/${path}`);
      expect([path, answer.status, answer.body.code]).toEqual([path, 404, 'CHALLENGE_UNKNOWN']);
    }
  });

  test('answers 503 with Retry-After when a position is not reached', async () => {
    const { path } = await story();
    const answer = await fetch(`${server.url}${path}/standings?atLeast=999999999`);
    const { code } = (await answer.json()) as { code: string };
    expect([answer.status, answer.headers.get('retry-after'), code]).toEqual([503, '1', 'NOT_CAUGHT_UP']);
  });
});

describe('public details of a board', () => {
  test('lists activity newest first, with points gained and the new rank', async () => {
    const { season, approved, standings, path } = await story();
    await approved('1', 'aktau', 1);
    await approved('2', 'beineu', 5);
    await season.adjust('aktau', 10);
    await standings();
    const { body } = await get(`${path}/news`);
    expect(
      body.items.map(({ type, collegeId, points: change, rank }: Record<string, unknown>) => [
        type,
        collegeId,
        change,
        rank,
      ]),
    ).toEqual([
      ['adjusted', 'aktau', 10, 1],
      ['approved', 'beineu', 25, 1],
      ['approved', 'aktau', 21, 1],
    ]);
    expect(body.totals).toEqual({ actions: 2, metrics: { trees: 6 } });
    expect((await get(`${path}/news?limit=1`)).body.items).toHaveLength(1);
  });

  test('lists each college’s rank at the end of each day', async () => {
    const { season, approved, standings, path } = await story();
    await approved('1', 'aktau', 1);
    season.at('2026-10-07T10:00:00.000Z');
    await approved('2', 'beineu', 50);
    await standings();
    const { body } = await get(`${path}/history`);
    expect(body.days).toEqual([
      { day: '2026-10-05', ranks: { aktau: 1, beineu: 2, zhanaozen: 2 } },
      { day: '2026-10-07', ranks: { beineu: 1, aktau: 2, zhanaozen: 3 } },
    ]);
  });

  test('explains every point of a college', async () => {
    const { season, approved, standings, path } = await story();
    await approved('1', 'aktau', 90);
    await season.adjust('aktau', -3);
    const { body: board } = await standings();
    const { body } = await get(`${path}/colleges/aktau/points`);
    expect(body).toMatchObject({
      collegeId: 'aktau',
      points: 67,
      rank: 1,
      position: board.position,
      diversity: { points: 10 },
    });
    expect(body.actions).toMatchObject([
      { kind: 'trees', base: 10, capCut: 40, points: 60, decision: { type: 'ActionApproved' } },
    ]);
    expect(body.adjustments).toMatchObject([{ points: -3, reason: 'bonus' }]);
    expect((await get(`${path}/colleges/nobody/points`)).status).toBe(404);
  });

  test('applies a retroactive rulebook to the board', async () => {
    const { season, approved, standings } = await story();
    await approved('1', 'aktau', 5);
    await season.publish({ ...rules, diversity: { points: 0, kinds: 0 } }, 2, true);
    const answer = await standings();
    expect(answer.body.rulebookVersion).toBe(2);
    expect(points(answer)).toMatchObject({ aktau: 15 });
  });
});
