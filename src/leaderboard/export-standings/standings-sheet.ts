import writeXlsxFile from 'write-excel-file/node';
import type { Board, Standings, StandingsRow } from '../../../projections/standings/standings.contract.js';
import type { LocalisedText } from '../../events/values.js';
import type { Language } from '../../http/language.js';

const words = {
  kk: {
    boards: { total: 'Жалпы есеп', 'per-100': '100 студентке шаққанда' },
    asOf: (moment: string) => `${moment} жағдайы бойынша (Ақтау уақыты)`,
    frozen: 'Кесте уақытша жабылған: қорытынды кейін ашылады.',
  },
  ru: {
    boards: { total: 'Общий зачёт', 'per-100': 'На 100 студентов' },
    asOf: (moment: string) => `По состоянию на ${moment} (время Актау)`,
    frozen: 'Таблица заморожена: итоги откроют позже.',
  },
  en: {
    boards: { total: 'Total', 'per-100': 'Per 100 students' },
    asOf: (moment: string) => `As of ${moment} (Aqtau time)`,
    frozen: 'The table is frozen: the results will be revealed later.',
  },
};

/** Headings and cells, in order; `only` names the one board that has the column. */
const columns: readonly (LocalisedText & { cell(row: StandingsRow, language: Language): Cell; only?: Board })[] = [
  { kk: 'Орын', ru: 'Место', en: 'Place', cell: ({ rank }) => rank },
  { kk: 'Колледж', ru: 'Колледж', en: 'College', cell: ({ names }, language) => names[language] },
  { kk: 'Қысқаша атауы', ru: 'Краткое название', en: 'Short name', cell: (row, language) => row.shortNames[language] },
  { kk: 'Ұпай', ru: 'Баллы', en: 'Points', cell: ({ points }) => points },
  { kk: 'Есептелген акция', ru: 'Засчитано акций', en: 'Scored actions', cell: ({ actions }) => actions },
  { kk: 'Акция түрлері', ru: 'Виды акций', en: 'Kinds of action', cell: ({ kinds }) => kinds },
  { kk: 'Студент', ru: 'Студентов', en: 'Students', cell: ({ students }) => students },
  { kk: 'Лига', ru: 'Лига', en: 'League', cell: ({ league }) => league },
  { kk: 'Лигадағы орын', ru: 'Место в лиге', en: 'Place in league', cell: ({ leagueRank }) => leagueRank },
  {
    ...{ kk: '100 студентке ұпай', ru: 'Баллов на 100 студентов', en: 'Points per 100 students' },
    cell: ({ per100Text }) => Number(per100Text),
    only: 'per-100',
  },
];

const AQTAU = { timeZone: 'Asia/Aqtau', dateStyle: 'short', timeStyle: 'short' } as const;
/** Swedish writes a date as 2026-11-28 21:00, which every reader of a spreadsheet understands. */
const moments = new Intl.DateTimeFormat('sv-SE', AQTAU);

/** A board as a table for people: one line of headings, then one line per college. */
export interface Sheet {
  /** The challenge, the board and the state that the table shows. */
  title: string[];
  /** The name of the sheet in a workbook. */
  name: string;
  headings: string[];
  rows: Cell[][];
}

type Cell = string | number | null;

export function standingsSheet(
  { board, rows, asOf, frozen }: Standings,
  challengeTitles: LocalisedText,
  language: Language,
): Sheet {
  const { boards, ...text } = words[language];
  const shown = columns.filter(({ only = board }) => only === board);
  return {
    title: [
      `${challengeTitles[language]}. ${boards[board]}`,
      text.asOf(moments.format(new Date(asOf))),
      ...(frozen ? [text.frozen] : []),
    ],
    name: boards[board],
    headings: shown.map((column) => column[language]),
    rows: rows.map((row) => shown.map(({ cell }) => cell(row, language))),
  };
}

/** CSV for Excel in this region: UTF-8 with BOM, `;`, CRLF, decimal comma. */
export function toCsv({ headings, rows }: Pick<Sheet, 'headings' | 'rows'>): string {
  const lines = [headings, ...rows].map((row) => row.map(csvCell).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = escapeFormula(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** An XLSX file: title lines, headings that stay in view, and columns as wide as their texts. */
export function toXlsx({ title, name, headings, rows }: Sheet): Promise<Buffer> {
  const [first = '', ...more] = title;
  const top = [[bold(escapeFormula(first))], ...more.map((line) => [excelCell(line)]), [], headings.map(bold)];
  const columns = headings.map((heading, column) => ({ width: widthOf([heading, ...rows.map((row) => row[column])]) }));
  const options = { sheet: name, columns, stickyRowsCount: top.length };
  return writeXlsxFile([...top, ...rows.map((row) => row.map(excelCell))], options).toBuffer();
}

const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });

function excelCell(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: escapeFormula(cell), type: String };
}

/** Characters, with a margin. */
function widthOf(cells: readonly (Cell | undefined)[]): number {
  return 2 + Math.max(...cells.map((cell) => String(cell ?? '').length));
}

/** Prefixes a quote to text that a spreadsheet would run as a formula. */
export function escapeFormula(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
