import writeXlsxFile from 'write-excel-file/node';
import type { LocalisedText } from '../../events/values.js';
import type { Board, Standings } from '../../../projections/standings/standings.contract.js';
import type { Language } from '../../http/language.js';

type Cell = string | number | null;

/** A board as a table for people: one line of headings, then one line per college. */
export interface Sheet {
  /** The challenge, the board and the state that the table shows. */
  title: string[];
  /** The name of the sheet in a workbook. */
  name: string;
  headings: string[];
  rows: Cell[][];
}

interface Words {
  boards: Record<Board, string>;
  asOf(moment: string): string;
  frozen: string;
  columns: readonly string[];
}

const words: Readonly<Record<Language, Words>> = {
  kk: {
    boards: { total: 'Жалпы есеп', 'per-100': '100 студентке шаққанда' },
    asOf: (moment) => `${moment} жағдайы бойынша (Ақтау уақыты)`,
    frozen: 'Кесте уақытша жабылған: қорытынды кейін ашылады.',
    columns: [
      'Орын',
      'Колледж',
      'Қысқаша атауы',
      'Ұпай',
      'Есептелген акция',
      'Акция түрлері',
      'Студент',
      'Лига',
      'Лигадағы орын',
      '100 студентке ұпай',
    ],
  },
  ru: {
    boards: { total: 'Общий зачёт', 'per-100': 'На 100 студентов' },
    asOf: (moment) => `По состоянию на ${moment} (время Актау)`,
    frozen: 'Таблица заморожена: итоги откроют позже.',
    columns: [
      'Место',
      'Колледж',
      'Краткое название',
      'Баллы',
      'Засчитано акций',
      'Виды акций',
      'Студентов',
      'Лига',
      'Место в лиге',
      'Баллов на 100 студентов',
    ],
  },
  en: {
    boards: { total: 'Total', 'per-100': 'Per 100 students' },
    asOf: (moment) => `As of ${moment} (Aqtau time)`,
    frozen: 'The table is frozen: the results will be revealed later.',
    columns: [
      'Place',
      'College',
      'Short name',
      'Points',
      'Scored actions',
      'Kinds of action',
      'Students',
      'League',
      'Place in league',
      'Points per 100 students',
    ],
  },
};

const AQTAU = { timeZone: 'Asia/Aqtau', dateStyle: 'short', timeStyle: 'short' } as const;
/** Swedish writes a date as 2026-11-28 21:00, which every reader of a spreadsheet understands. */
const moments = new Intl.DateTimeFormat('sv-SE', AQTAU);

export function standingsSheet(
  { board, rows, asOf, frozen }: Standings,
  challengeTitles: LocalisedText,
  language: Language,
): Sheet {
  const { boards, columns, ...text } = words[language];
  const count = board === 'per-100' ? 10 : 9;
  return {
    title: [
      `${challengeTitles[language]}. ${boards[board]}`,
      text.asOf(moments.format(new Date(asOf))),
      ...(frozen ? [text.frozen] : []),
    ],
    name: boards[board],
    headings: columns.slice(0, count),
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
      ].slice(0, count),
    ),
  };
}

/** Prefixes a quote to text that a spreadsheet would run as a formula. */
export function defused(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** CSV for Excel in this region: UTF-8 with BOM, `;`, CRLF, decimal comma. */
export function toCsv({ headings, rows }: Pick<Sheet, 'headings' | 'rows'>): string {
  const lines = [headings, ...rows].map((row) => row.map(csvCell).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell).replace('.', ',');
  const text = defused(cell);
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const bold = (value: string) => ({ value, type: String, fontWeight: 'bold' as const });

/** An XLSX file: title lines, headings that stay in view, and columns as wide as their texts. */
export function toXlsx({ title, name, headings, rows }: Sheet): Promise<Buffer> {
  const [first = '', ...more] = title;
  const top = [[bold(defused(first))], ...more.map((line) => [excelCell(line)]), [], headings.map(bold)];
  const columns = headings.map((heading, column) => ({ width: widthOf([heading, ...rows.map((row) => row[column])]) }));
  const options = { sheet: name, columns, stickyRowsCount: top.length };
  return writeXlsxFile([...top, ...rows.map((row) => row.map(excelCell))], options).toBuffer();
}

/** Characters, with a margin. */
function widthOf(cells: readonly (Cell | undefined)[]): number {
  return 2 + Math.max(...cells.map((cell) => String(cell ?? '').length));
}

function excelCell(cell: Cell) {
  if (cell === null) return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: defused(cell), type: String };
}
