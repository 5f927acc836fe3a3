import type { Language } from '../../http/language.js';
import type { Standings } from '../../../projections/standings/standings.contract.js';

export type Cell = string | number | null;

/** A board as a table for people: a line of headings, then a line a college. */
export interface Sheet {
  headings: string[];
  rows: Cell[][];
}

const words: Readonly<Record<Language, readonly string[]>> = {
  kk: [
    'Орын',
    'Колледж',
    'Қысқаша атауы',
    'Ұпай',
    'Есептелген іс-шара',
    'Түрлер',
    'Студент',
    'Лига',
    'Лигадағы орын',
    '100 студентке ұпай',
  ],
  ru: [
    'Место',
    'Колледж',
    'Краткое название',
    'Баллы',
    'Засчитано дел',
    'Виды',
    'Студентов',
    'Лига',
    'Место в лиге',
    'Баллов на 100 студентов',
  ],
  en: [
    'Place',
    'College',
    'Short name',
    'Points',
    'Scored actions',
    'Kinds',
    'Students',
    'League',
    'Place in league',
    'Points per 100 students',
  ],
};

export function standingsSheet({ board, rows }: Standings, language: Language): Sheet {
  const isPer100 = board === 'per-100';
  const columns = isPer100 ? 10 : 9;
  return {
    headings: words[language].slice(0, columns),
    rows: rows.map((row) =>
      [
        row.rank,
        row.names[language],
        row.shortNames[language],
        row.points,
        row.actions,
        row.kinds,
        row.students,
        row.league,
        row.leagueRank,
        row.per100Text === undefined ? null : Number(row.per100Text),
      ].slice(0, columns),
    ),
  };
}

/** A spreadsheet would run a text that begins so as a formula; a quote before it makes it a text again. */
export function defused(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** As Excel opens it here: UTF-8 with BOM, `;`, CRLF, decimal comma. */
export function toCsv({ headings, rows }: Sheet): string {
  const lines = [headings, ...rows].map((row) => row.map(csvCell).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = defused(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
