import { DataSource } from 'typeorm';
import { rebuildOne } from '../../src/cli/rebuild.js';
import { verifyAll } from '../../src/cli/verify.js';
import { readEnvironment } from '../../src/config/environment.js';
import type { Standings } from '../../projections/standings/standings.contract.js';
import { EventStore } from '../../src/event-store/event-store.js';
import { createApp } from '../../src/main.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Season } from '../support/season.js';

describe('verify and rebuild beside a running server', () => {
  let postgres: TestPostgres;
  let urls: { appUrl: string; adminUrl: string };
  let app: Awaited<ReturnType<typeof createApp>>;
  let season: Season;
  let lines: string[];
  let database: DataSource;

  const environment = () =>
    readEnvironment({
      LOG_LEVEL: 'silent',
      DATABASE_URL: urls.appUrl,
      DATABASE_ADMIN_URL: urls.adminUrl,
      QORZHYN_READS_PER_MINUTE: '100000',
    });
  const report = (line: string) => void lines.push(line);
  const board = async (question = '') => {
    const answer = await fetch(`${await app.getUrl()}/api/challenges/${season.id}/standings${question}`);
    return (await answer.json()) as Standings;
  };
  const boardNow = () => board(`?atLeast=${season.position}`);

  beforeAll(async () => {
    postgres = await startTestPostgres();
    urls = await postgres.createDatabase();
    app = await createApp({ environment: environment(), databaseUrl: urls.appUrl, adminUrl: urls.adminUrl });
    await app.listen(0, '127.0.0.1');
    database = app.get(DataSource);
    season = new Season(app.get(EventStore));
    await season.begin(['aktau', 'beineu']);
    await season.submit('a1', 'aktau');
    await season.approve('a1', { trees: 5 });
    await boardNow();
  }, 120_000);
  afterAll(async () => {
    await app?.close();
    await postgres?.stop();
  });
  beforeEach(() => (lines = []));

  test('verify finds no difference in fresh read models', async () => {
    expect(await verifyAll(environment(), report)).toBe(0);
    expect(lines.at(-1)).toMatch(/^\d+ projections agree with the history$/);
    expect(lines).toContainEqual(expect.stringMatching(/^standings: 12 documents at \S+ agree$/));
  });

  test('verify names a row that was altered by hand', async () => {
    const alter = (points: number) =>
      database.query(
        `UPDATE read_model.document SET body = jsonb_set(body, '{points}', $1::jsonb) WHERE projection = 'standings' AND key = $2`,
        [String(points), `${season.id}/total/public/aktau`],
      );
    await alter(26);
    expect(await verifyAll(environment(), report)).toBe(1);
    expect(lines.at(-1)).toBe(`standings ${season.id}/total/public/aktau points: got 26, expected 25`);
    await alter(25);
    expect(await verifyAll(environment(), report)).toBe(0);
  });

  test('rebuild never shows an empty board or a lower seq', async () => {
    const seen: Standings[] = [await boardNow()];
    const rebuilding = rebuildOne('standings', environment(), report);
    let isDone = false;
    void rebuilding.finally(() => (isDone = true));
    for (let n = 2; !isDone || n < 6; n += 1) {
      await season.submit(`a${n}`, 'beineu');
      await season.approve(`a${n}`, { trees: 1 });
      seen.push(await board());
    }
    expect(await rebuilding).toBe(0);
    await season.adjust('aktau', 1_000);
    seen.push(await boardNow());
    for (const [index, { rows, seq }] of seen.entries()) {
      expect(rows).toHaveLength(2);
      expect(seq).toBeGreaterThanOrEqual(seen[index - 1]?.seq ?? 0);
    }
    expect(seen.at(-1)).toMatchObject({
      position: season.position,
      rows: [{ collegeId: 'aktau', points: 1025 }, { collegeId: 'beineu' }],
    });
    expect(await verifyAll(environment(), report)).toBe(0);
  }, 60_000);

  test('rebuild refuses an unknown projection and lists the known ones', async () => {
    expect(await rebuildOne('nothing', environment(), report)).toBe(2);
    expect(lines.at(-1)).toContain('standings');
  });
});
