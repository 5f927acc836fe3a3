/** One cell as a person sees it. */
export interface Cell {
  text: string;
  /**
   * - `number` has a decimal point and at most 15 digits.
   * - `day` is YYYY-MM-DD, `time` is H:MM.
   * - `broken` is an error or a formula without a value.
   * - `merged` is covered by another cell, whose text it shows.
   */
  type: 'text' | 'number' | 'day' | 'time' | 'broken' | 'merged';
  /** Unit in the format of the cell or in the heading, for numbers without one in the text. */
  unit?: string;
}

/** Cells of a row by column name; an absent column has no entry. */
export type Cells = Readonly<Record<string, Cell>>;

export interface SheetRow {
  /** Name of the sheet; null when the file has only one table. */
  sheet: string | null;
  /** Number at the left edge of the sheet. */
  row: number;
  cells: Cells;
}

/** Why a cell, a row or a file is not taken; `code` is the key of the sentence. */
export interface Reason {
  code: string;
  column: string;
  cell: string;
  /** Params of a rule's refusal, which its sentence names. */
  params?: Readonly<Record<string, string | number>>;
}

/** The file cannot be read as a table. */
export class UnreadableTable extends Error {
  constructor(readonly reasons: readonly Reason[]) {
    super(reasons.map(({ code, column, cell }) => `${code} ${column} ${cell}`.trimEnd()).join('; '));
  }

  static because(code: string, cell = '', column = ''): UnreadableTable {
    return new UnreadableTable([{ code, column, cell }]);
  }
}

/** A row while it is checked, with the reasons against it. */
export class CheckedRow {
  readonly cells: Cells;
  /** How a reason against another row names this one. */
  readonly place: string;
  readonly reasons: Reason[] = [];

  /** Refuses merged cells, and broken cells in columns that no reader checks. */
  constructor({ sheet, row, cells }: SheetRow, isRead: (column: string) => boolean) {
    this.cells = cells;
    this.place = sheet === null ? String(row) : `${sheet}, ${row}`;
    for (const [column, { type }] of Object.entries(cells))
      if (type === 'merged') this.refuse('CELL_MERGED', column);
      else if (type === 'broken' && !isRead(column)) this.refuse('CELL_BROKEN', column);
  }

  /** The text of a cell on one line. */
  text(column: string): string {
    return (this.cells[column]?.text ?? '').replaceAll('\n', ' ');
  }

  /** The values of a cell, one a line. */
  lines(column: string): string[] {
    return (this.cells[column]?.text ?? '').split('\n').filter((line) => line !== '');
  }

  refuse(code: string, column: string, cell = this.text(column)): null {
    this.reasons.push({ code, column, cell });
    return null;
  }
}

const ERROR =
  /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|Н\/Д|ССЫЛКА!|ЗНАЧ!|ДЕЛ\/0!|ИМЯ\?|ЧИСЛО!|ПУСТО!|#+)$/iu;

/** Invisible characters and repeated blanks go, lines stay. */
export function textCell(text: string): Cell {
  const tidy = text
    .toWellFormed()
    .split(/\r\n?|[\n\u2028\u2029]/)
    .map((line) =>
      line
        .replaceAll(/[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, (sign) => (sign === '\t' ? ' ' : ''))
        .normalize('NFC')
        .replaceAll(/[\s\u2800\u{1d159}]+/gu, ' ')
        .trim(),
    )
    .filter((line) => line !== '')
    .join('\n');
  return { text: tidy, type: ERROR.test(tidy) ? 'broken' : 'text' };
}
