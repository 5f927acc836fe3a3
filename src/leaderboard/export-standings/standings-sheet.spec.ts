import type { Standings, StandingsRow } from '../../../projections/standings/standings.contract.js';
import { escapeFormula, standingsSheet, toCsv } from './standings-sheet.js';

const names = (name: string) => ({ kk: name, ru: name, en: name });
const row = (name: string, more: Partial<StandingsRow> = {}): StandingsRow => ({
  collegeId: 'a',
  names: names(name),
  shortNames: names('A'),
  order: 0,
  rank: 1,
  points: -5,
  actions: 2,
  kinds: 1,
  students: 300,
  league: null,
  leagueRank: null,
  ...more,
});
const titles = names('Амал');
const standings = (board: 'total' | 'per-100', ...rows: StandingsRow[]): Standings => ({
  challengeId: 'amal',
  board,
  seq: 1,
  position: '1',
  asOf: '2026-10-05T07:00:00.000Z',
  frozen: false,
  rulebookVersion: 1,
  rows,
});

describe('standingsSheet', () => {
  it('gives CSV that Excel opens: BOM, semicolons, CRLF, decimal comma', () => {
    const csv = toCsv(
      standingsSheet(
        standings('per-100', row('Ақтау', { per100: { numerator: 49, denominator: 4 }, per100Text: '12.25' })),
        titles,
        'kk',
      ),
    );
    expect(csv).toBe(
      '\uFEFFОрын;Колледж;Қысқаша атауы;Ұпай;Есептелген акция;Акция түрлері;Студент;Лига;Лигадағы орын;100 студентке ұпай\r\n1;Ақтау;A;-5;2;1;300;;;12,25\r\n',
    );
  });

  it('names the challenge, the board, the moment and the freeze', () => {
    const sheet = (frozen: boolean) => standingsSheet({ ...standings('total', row('A')), frozen }, titles, 'ru');
    expect(sheet(true).title).toEqual([
      'Амал. Общий зачёт',
      'По состоянию на 2026-10-05 12:00 (время Актау)',
      'Таблица заморожена: итоги откроют позже.',
    ]);
    expect([sheet(false).title.length, sheet(false).name]).toEqual([2, 'Общий зачёт']);
  });

  it('has no per-100 column on the total board', () => {
    expect(standingsSheet(standings('total', row('A')), titles, 'ru').headings).toHaveLength(9);
  });

  it('quotes separators and defuses formulas, but not numbers', () => {
    const csv = toCsv(standingsSheet(standings('total', row('=SUM(A1;"x")')), titles, 'en'));
    expect(csv).toContain(`\r\n1;"'=SUM(A1;""x"")";A;-5;`);
  });

  it.each(['=1', '+1', '-1', '@x', '\t=1', ' =1'])('defuses %j', (text) => {
    expect(escapeFormula(text)).toBe(`'${text}`);
  });

  it('leaves names as they are', () => {
    expect(escapeFormula('Маңғыстау - колледжі')).toBe('Маңғыстау - колледжі');
  });
});
