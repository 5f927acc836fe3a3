import { startTestApp, type TestApp } from '../support/app.js';
import { rules, Season } from '../support/season.js';

let server: TestApp;
let stories = 0;

beforeAll(async () => {
  server = await startTestApp();
}, 120_000);
afterAll(() => server?.close());

/** A challenge of its own for each test, with three colleges. */
async function story() {
  stories += 1;
  const season = new Season(server.store, `amal-${stories}`);
  await season.begin(['aktau', 'beineu', 'zhanaozen']);
  const approved = async (actionId: string, collegeId: string, trees: number) => {
    await season.submit(`${season.id}-${actionId}`, collegeId);
    await season.approve(`${season.id}-${actionId}`, { trees });
  };
  const ask = (what: string, collegeId = 'aktau', query = '', cookie?: string) =>
    server.request(
      'GET',
      `/api/challenges/${season.id}/colleges/${collegeId}/${what}?atLeast=${season.position}${query}`,
      { cookie },
    );
  const changes = (query = '', cookie?: string, collegeId = 'aktau') => ask('changes', collegeId, query, cookie);
  const pointsAt = async (query: string, collegeId = 'aktau') =>
    (await ask('points', collegeId, query)).body.points as number;
  return { season, approved, changes, pointsAt };
}

interface Listed {
  type: string;
  collegeId: string | null;
  points: number;
}
const brief = ({ body }: { body: { changes: Listed[] } }) =>
  body.changes.map(({ type, collegeId, points }) => [type, collegeId, points]);
const sum = ({ body }: { body: { changes: Listed[] } }) =>
  body.changes.reduce((total, { points }) => total + points, 0);

describe('GET changes of a college', () => {
  test('names each cause and adds up to the explained points', async () => {
    const { season, approved, changes, pointsAt } = await story();
    await approved('1', 'aktau', 1);
    const from = season.position;
    await approved('2', 'beineu', 30);
    await season.adjust('aktau', 7);
    await season.publish({ ...rules, diversity: { points: 12, kinds: 5 } }, 2, true);
    await season.revoke(`${season.id}-1`);
    const to = season.position;
    const answer = await changes(`&from=${from}&to=${to}`);
    expect(answer.status).toBe(200);
    expect(brief(answer)).toEqual([
      ['ActionApproved', 'beineu', 0],
      ['PointsAdjusted', 'aktau', 7],
      ['RulebookPublished', null, 2],
      ['ApprovalRevoked', 'aktau', -23],
    ]);
    expect(answer.body.changes[3]).toMatchObject({
      words: { kk: 'бекіту кері қайтарылды', en: 'approval revoked' },
      reason: 'not-real',
      reasonText: { en: 'The action could not be confirmed' },
      kind: 'trees',
      shares: [
        { of: 'diversity', kind: null, points: -12 },
        { of: 'kind', kind: 'trees', points: -11 },
      ],
    });
    expect(answer.body.next).toBeNull();
    expect(sum(answer)).toBe((await pointsAt(`&position=${to}`)) - (await pointsAt(`&position=${from}`)));
    expect(answer.body.to.points - answer.body.from.points).toBe(sum(answer));
  });

  test('takes days and instants, and everything when no range is given', async () => {
    const { season, approved, changes } = await story();
    season.at('2026-10-07T10:00:00.000Z');
    await approved('1', 'aktau', 1);
    season.at('2026-10-09T10:00:00.000Z');
    await approved('2', 'aktau', 5);
    expect(brief(await changes())).toEqual([
      ['ChallengeOpened', null, 0],
      ['ActionApproved', 'aktau', 21],
      ['ActionApproved', 'aktau', 15],
    ]);
    expect(brief(await changes('&from=2026-10-08'))).toEqual([['ActionApproved', 'aktau', 15]]);
    expect(brief(await changes('&to=2026-10-08T10:00:00Z&from=2026-10-06'))).toEqual([['ActionApproved', 'aktau', 21]]);
    expect(brief(await changes('&from=2030-01-01'))).toEqual([]);
  });

  test('continues a long list where the part before ended', async () => {
    const { season, approved, changes } = await story();
    for (const one of ['1', '2', '3']) await approved(one, 'aktau', 2);
    const whole = await changes();
    const parts: Listed[] = [];
    let next: string | null = '';
    let points = 0;
    while (next !== null) {
      const { body } = await changes(`&limit=2${next && `&after=${next}`}`);
      expect(body.from.points).toBe(points);
      parts.push(...body.changes);
      [next, points] = [body.next, body.to.points];
    }
    expect(parts).toEqual(whole.body.changes);
    expect(season.position).toBe(whole.body.to.position);
  });

  test('hides from the public everything after a freeze, until the reveal', async () => {
    const { season, approved, changes } = await story();
    await approved('1', 'aktau', 1);
    await season.freeze();
    const frozen = await changes();
    await approved('2', 'aktau', 50);
    const beyond = season.position;
    const auditor = await server.signedIn('auditor');
    const coordinator = await server.signedIn('coordinator');
    for (const query of ['', `&to=${beyond}`, `&from=${beyond}`, `&after=${beyond}`, '&to=2030-01-01'])
      for (const cookie of [undefined, coordinator.cookie]) {
        const { body } = await changes(query, cookie);
        expect(body.to.points).toBe(frozen.body.to.points);
        expect(JSON.stringify(body)).not.toContain(`${season.id}-2`);
      }
    expect(brief(await changes('', auditor.cookie)).at(-1)).toEqual(['ActionApproved', 'aktau', 60]);
    await season.reveal();
    expect(brief(await changes()).at(-1)).toEqual(['ActionApproved', 'aktau', 60]);
    expect(brief(await changes(`&to=${beyond}`))).toEqual(brief(frozen));
  });

  test('refuses a range that ends before it begins, and unknown colleges', async () => {
    const { season, changes } = await story();
    const wrong = await changes(`&from=2026-10-09&to=2026-10-06`);
    expect([wrong.status, wrong.body.code]).toEqual([200, undefined]);
    season.at('2026-10-08T10:00:00.000Z');
    await season.adjust('aktau', 1);
    const reversed = await changes('&from=2026-10-09&to=2026-10-06');
    expect([reversed.status, reversed.body.code, reversed.body.errors[0].path]).toEqual([
      400,
      'VALIDATION_FAILED',
      'from',
    ]);
    expect((await changes('&from=never')).status).toBe(400);
    expect((await changes('', undefined, 'nobody')).body.code).toBe('COLLEGE_NOT_IN_CHALLENGE');
    expect((await server.request('GET', '/api/challenges/none/colleges/aktau/changes')).status).toBe(404);
    const far = '99999999999999999999';
    expect([200, 400]).toContain((await changes(`&from=${far}`)).status);
  });
});
