import { parse } from 'csv-parse/sync';
import { toCsv } from '../../src/leaderboard/export-standings/standings-sheet.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type Drill, until } from './drill.js';
import { CHALLENGE, rules, text } from '../support/world.js';

const FORMULAS = ['=1+1', '+1', '-1+2', '@SUM(A1)', '\t=1', '\r=1', ' =HYPERLINK("http://x")', '"=1', ';=1', '\n=1'];
const runs = (cell: string) => /^[\s]*[=+\-@]/.test(cell) && !/^-?\d+(,\d+)?$/.test(cell);
const cellsOf = (csv: string) =>
  (parse(csv, { delimiter: ';', bom: true, relax_column_count: true, relax_quotes: true }) as string[][]).flat();

/** A board of all colleges, as its CSV. */
async function boardOf(server: TestApp, colleges: number): Promise<string> {
  const ask = async (path: string, body: object) => {
    const { status } = await server.request('POST', path, { cookie: server.adminCookie, body });
    if (status >= 300) throw new Error(`${path}: ${status}`);
  };
  for (let n = 0; n < colleges; n += 1)
    await ask(`/api/colleges/college-${n}/enrolments`, { students: 500, asOf: '2026-03-01', source: 'other' });
  const dates = { opensOn: '2026-03-01', closesOn: '2026-03-20' };
  await ask('/api/challenges', { id: CHALLENGE, track: 'amal', titles: text('Амал'), season: text('2026'), ...dates });
  const at = `/api/challenges/${CHALLENGE}`;
  await ask(`${at}/rulebooks`, { rules, retroactive: false, note: { kk: 'Ереже', ru: 'Правила' } });
  await ask(`${at}/open`, {});
  let csv = '';
  await until('the board', async () => {
    csv = String((await server.request('GET', `${at}/standings.csv?board=total`)).body);
    return csv.trim().split('\r\n').length > colleges;
  });
  return csv;
}

/** The quote that the writer puts before what a spreadsheet would run. */
const withoutQuote = (cell: string) => cell.replace(/^'/, '');

export const csvFormulas: Drill = {
  name: 'csv-formulas',
  promise: 'no spreadsheet runs a cell of an export as a formula',
  target: '0 cells that begin a formula',
  quick: true,
  async run() {
    const server = await startTestApp();
    try {
      const names = FORMULAS.filter((name) => name.trim() === name);
      for (const [n, name] of names.entries()) {
        const body = { id: `college-${n}`, names: text(name), shortNames: text(name), district: 'aktau' };
        const { status } = await server.request('POST', '/api/colleges', { cookie: server.adminCookie, body });
        if (status !== 201) throw new Error(`the name ${name} was not taken: ${status}`);
      }
      const csv = await boardOf(server, names.length);
      const written = toCsv({ headings: FORMULAS, rows: [FORMULAS] });
      const cells = [...cellsOf(csv), ...cellsOf(written)];
      const bad = cells.filter(runs).length;
      const control = cells.map(withoutQuote).filter(runs).length;
      return {
        figure: `${bad} of ${cells.length} cells`,
        holds: bad === 0 && cells.length > 5 * names.length,
        control: {
          kind: 'taken away',
          figure: `the same cells without the quote before them: ${control}`,
          fails: control > names.length,
        },
      };
    } finally {
      await server.close();
    }
  },
};
