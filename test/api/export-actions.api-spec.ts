import { read, utils } from '@e965/xlsx';
import type { Answer } from '../support/app.js';
import { challengeId } from '../support/challenge-history.js';
import { GreenSeason } from '../support/green-season.js';

describe('GET /api/actions.xlsx', () => {
  let season: GreenSeason;
  let last: Answer;
  beforeAll(async () => {
    season = await GreenSeason.start();
    await season.submitted({ place: 'Бөтен жер' }, season.dala);
    const id = await season.submitted({ place: '=HYPERLINK("https://evil.example")' });
    await season.submitted({ kind: 'G1', claimed: { bags: { value: 9, precision: 'at-least' } } });
    last = await season.as(season.nurlan, 'POST', `/api/actions/${id}/approve`, { verified: { trees: 28 } });
    expect(last.status).toBe(200);
  }, 120_000);
  afterAll(() => season?.app.close());

  const download = (query = '', cookie = season.teniz) =>
    fetch(`${season.app.url}/api/actions.xlsx?atLeast=${last.body.position}${query}`, { headers: { cookie } });
  const table = async (query = '') => {
    const workbook = read(await (await download(query)).arrayBuffer());
    return utils.sheet_to_json<(string | number | null)[]>(workbook.Sheets[workbook.SheetNames[0]!]!, { header: 1 });
  };

  it('is a workbook with a line for each own action', async () => {
    const { headers, status } = await download();
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(headers.get('content-disposition')).toBe('attachment; filename="teniz-actions.xlsx"');
    const rows = await table();
    const headings = rows.findIndex((row) => row.includes('Түбіртек №'));
    expect(rows.slice(headings + 1).filter((row) => row.length > 0)).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toContain('Бөтен жер');
    expect(JSON.stringify(rows)).toContain('Бекітілді');
  });

  it('defuses formulas, filters, and speaks the language that was asked for', async () => {
    const rows = await table(`&lang=ru&status=approved&challengeId=${challengeId}`);
    const headings = rows.findIndex((row) => row.includes('Квитанция №'));
    const [row] = rows.slice(headings + 1);
    expect(row).toContain(`'=HYPERLINK("https://evil.example")`);
    expect(row![rows[headings]!.indexOf('посаженные деревья: подтверждено')]).toBe(28);
    expect(rows.slice(headings + 1).filter((one) => one.length > 0)).toHaveLength(1);
  });

  it('is for coordinators, and refuses filters that it does not know', async () => {
    expect((await download('', season.nurlan)).status).toBe(403);
    expect((await fetch(`${season.app.url}/api/actions.xlsx`)).status).toBe(401);
    expect((await download('&status=lost')).status).toBe(400);
  });
});
