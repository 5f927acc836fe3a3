import { read, utils } from '@e965/xlsx';
import { startTestApp, type TestApp } from '../support/app.js';
import { Season } from '../support/season.js';

let server: TestApp;
let season: Season;

beforeAll(async () => {
  server = await startTestApp();
  season = new Season(server.store);
  await season.begin(['aktau', 'beineu']);
  await season.submit('a1', 'beineu');
  await season.approve('a1', { trees: 5 });
}, 120_000);
afterAll(() => server?.close());

const download = async (name: string) => {
  const answer = await fetch(`${server.url}/api/challenges/${season.id}/${name}&atLeast=${season.position}`);
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

describe('standings export', () => {
  test('gives CSV that Excel opens', async () => {
    const { status, headers, bytes } = await download('standings.csv?board=total&lang=ru');
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe('attachment; filename="amal-2026-total.csv"');
    const [heading, first, second] = bytes.toString('utf8').split('\r\n');
    expect(heading).toBe(
      '\uFEFFМесто;Колледж;Краткое название;Баллы;Засчитано акций;Виды акций;Студентов;Лига;Место в лиге',
    );
    expect([first, second]).toEqual([
      '1;beineu колледжі;beineu;25;1;1;300;B;1',
      '2;aktau колледжі;aktau;0;0;0;200;A;1',
    ]);
  });

  test('gives a workbook with numbers as numbers', async () => {
    const { headers, bytes } = await download('standings.xlsx?board=per-100');
    expect(headers.get('content-type')).toContain('spreadsheetml');
    const [[name, sheet] = []] = Object.entries(read(bytes, { type: 'buffer' }).Sheets);
    const rows = utils.sheet_to_json<unknown[]>(sheet!, { header: 1 });
    expect(name).toBe('100 студентке шаққанда');
    expect(rows[0]![0]).toMatch(/\. 100 студентке шаққанда$/);
    expect(rows[1]![0]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d жағдайы бойынша/);
    const headings = rows.findIndex((cells) => cells[0] === 'Орын');
    expect(rows[headings]!.slice(0, 4)).toEqual(['Орын', 'Колледж', 'Қысқаша атауы', 'Ұпай']);
    expect(rows[headings + 1]).toEqual([1, 'beineu колледжі', 'beineu', 25, 1, 1, 300, 'B', 1, 8.33]);
  });
});

describe('the audit trail', () => {
  const audit = (question: string, cookie?: string) =>
    server.request('GET', `/api/audit?atLeast=${season.position}${question}`, { cookie });

  test('lists who did what when, newest first, in pages', async () => {
    const { cookie } = await server.signedIn('auditor');
    const { body } = await audit('&actor=organiser-1&limit=2', cookie);
    expect(body.total).toBe(5);
    expect(body.items).toMatchObject([
      { type: 'ActionApproved', stream: 'action-a1', actor: 'organiser-1', revision: 1, position: season.position },
      { type: 'ActionSubmitted', stream: 'action-a1', revision: 0 },
    ]);
    const next = await audit('&actor=organiser-1&limit=2&offset=2', cookie);
    expect(next.body.items.map(({ type }: { type: string }) => type)).toEqual(['ChallengeOpened', 'RulebookPublished']);
    expect((await audit('&stream=action-a1', server.adminCookie)).body.total).toBe(2);
  });

  test('refuses everybody but auditors and organisers', async () => {
    expect((await audit('')).status).toBe(401);
    expect((await audit('', (await server.signedIn('reviewer')).cookie)).status).toBe(403);
    expect((await audit('', (await server.signedIn('coordinator')).cookie)).status).toBe(403);
  });
});
