import { verifyAll } from '../../src/cli/verify.js';
import { readEnvironment } from '../../src/config/environment.js';
import { EventStore } from '../../src/event-store/event-store.js';
import type { Standings } from '../../projections/standings/standings.contract.js';
import { createApp } from '../../src/main.js';
import { BoardViewer } from '../support/board-viewer.js';
import { RestartableServer } from '../support/server-process.js';
import { startTestPostgres, type TestPostgres } from '../support/postgres.js';
import { Season } from '../support/season.js';

describe('two servers on one database', () => {
  let postgres: TestPostgres;
  let other: RestartableServer;
  let app: Awaited<ReturnType<typeof createApp>>;
  const viewers: BoardViewer[] = [];

  beforeAll(async () => {
    postgres = await startTestPostgres();
  }, 120_000);
  afterAll(async () => {
    viewers.forEach((viewer) => viewer.end());
    await other?.remove();
    await app?.close();
    await postgres?.stop();
  });

  test('show equal boards, and one survives the kill of the other', async () => {
    const { appUrl, adminUrl } = await postgres.createDatabase();
    const settings = { LOG_LEVEL: 'silent', DATABASE_URL: appUrl, DATABASE_ADMIN_URL: adminUrl };
    const environment = readEnvironment({ ...settings, QORZHYN_READS_PER_MINUTE: '100000' });
    app = await createApp({ environment, databaseUrl: appUrl, adminUrl });
    await app.listen(0, '127.0.0.1');
    other = await RestartableServer.start({ ...settings, QORZHYN_READS_PER_MINUTE: '100000' }, undefined, {
      isFurther: true,
    });
    const urls = [await app.getUrl(), other.url];
    const season = new Season(app.get(EventStore));
    await season.begin(['aktau', 'beineu', 'zhanaozen']);
    const boards = (of = urls) =>
      Promise.all(
        of.map(async (url) => {
          const path = `/api/challenges/${season.id}/standings?atLeast=${season.position}`;
          for (const end = Date.now() + 20_000; ;) {
            const answer = await fetch(`${url}${path}`);
            if (answer.ok) return { etag: answer.headers.get('etag'), ...((await answer.json()) as Standings) };
            if (answer.status !== 503 || Date.now() > end) throw new Error(await answer.text());
          }
        }),
      );
    const same = async () => {
      const [mine, others] = await boards();
      expect(mine).toEqual(others);
      return mine!;
    };
    await same();
    for (const url of urls) viewers.push(new BoardViewer(url, season.id));
    await Promise.all(viewers.map((viewer) => viewer.watch()));

    let points = 0;
    const approve = async (n: number) => {
      await season.submit(`a${n}`, 'beineu');
      await season.approve(`a${n}`, { trees: n % 5 });
      await season.adjust('aktau', 1);
      points += 1;
    };
    for (let n = 0; n < 60; n += 1) {
      await approve(n);
      if (n % 20 === 0) await same();
    }
    const { etag: _, ...board } = await same();
    expect(board.rows.find(({ collegeId }) => collegeId === 'aktau')?.points).toBe(points);
    for (const viewer of viewers) expect(await viewer.until(season.position)).toEqual(board);

    for (let n = 60; n < 90; n += 1) {
      await approve(n);
      if (n === 70) await other.end('SIGKILL');
    }
    const [alone] = await boards(urls.slice(0, 1));
    expect(alone!.seq).toBeGreaterThan(board.seq);
    expect(alone!.rows.find(({ collegeId }) => collegeId === 'aktau')?.points).toBe(points);
    const { etag: __, ...seen } = alone!;
    expect(await viewers[0]!.until(season.position)).toEqual(seen);
    const lines: string[] = [];
    expect([await verifyAll(environment, (line) => void lines.push(line)), lines.at(-1)]).toEqual([
      0,
      expect.stringMatching(/agree with the history$/),
    ]);
  }, 120_000);
});
