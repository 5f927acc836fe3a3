import { type Cell, textCell, UnreadableTable } from './cell.js';
import { LIMITS } from './sheet-limits.js';
import { plainText, RichText, type SharedTexts, type StylesReader, tooComplex } from './workbook-parts.js';
import { attributeOf, isTrue, type XmlReader } from './xml-scanner.js';

export interface Grid {
  /** Null = the file has no named sheets. */
  name: string | null;
  rows: { row: number; cells: (Cell | undefined)[] }[];
}

interface Range {
  from: { row: number; column: number };
  to: { row: number; column: number };
}

/** Characters of a formula that a refusal shows. */
const FORMULA = 200;
/** Columns of a merged range that are marked. */
const MERGED_COLUMNS = 200;
const ADDRESS = /(?:^|[\s:])r="\$?([A-Za-z]{1,3})\$?(\d{1,7})"/;

/** Counts what all sheets of a workbook hold together. Throws UnreadableTable above a limit. */
export class CellCount {
  private cells = 0;
  private characters = 0;
  private rows = 0;

  addRow(): void {
    this.rows += 1;
    if (this.rows > LIMITS.filledRows) throw UnreadableTable.because('TABLE_TOO_LONG', String(LIMITS.rows));
  }

  add({ text }: Cell): void {
    this.cells += 1;
    this.characters += text.length;
    if (this.cells > LIMITS.cells) throw UnreadableTable.because('TABLE_TOO_MANY_CELLS', String(LIMITS.cells));
    if (this.characters > LIMITS.characters)
      throw UnreadableTable.because('TABLE_TOO_MUCH_TEXT', String(LIMITS.characters));
  }
}

/** Reads one sheet: the cells with a value, and which rows are hidden. Empty cells take no memory. */
export class WorksheetReader implements XmlReader {
  private readonly rows = new Map<number, (Cell | undefined)[]>();
  private readonly hidden = new Set<number>();
  private readonly merges: Range[] = [];
  private readonly inline = new RichText();
  private row = 0;
  private column = 0;
  private cellAttributes = '';
  private value: string | null = null;
  private formula: string | null = null;
  private reads: 'v' | 'f' | 'is' | null = null;

  constructor(
    private readonly name: string,
    private readonly book: {
      texts: SharedTexts;
      textCells: Map<number, Cell>;
      styles: StylesReader;
      epoch: number;
      count: CellCount;
    },
  ) {}

  open(name: string, attributes: string, path: readonly string[]): void {
    if (this.reads === 'is') this.inline.opened(name);
    else if (name === 'c' && path.at(-2) === 'row') this.openCell(attributes);
    else if (name === 'v') [this.reads, this.value] = ['v', ''];
    else if (name === 'f') [this.reads, this.formula] = ['f', ''];
    else if (name === 'is') this.openInline();
    else if (name === 'row' && path.at(-2) === 'sheetData') this.openRow(attributes);
    else if (name === 'mergeCell') this.addMerge(attributeOf(attributes, 'ref') ?? '');
  }

  text(piece: string): void {
    if (this.reads === 'is') this.inline.add(piece);
    else if (this.reads === 'v') this.value = this.longer(this.value, piece);
    else if (this.reads === 'f' && this.formula!.length < FORMULA) this.formula += piece.slice(0, FORMULA);
  }

  close(name: string): void {
    if (name === 'c') this.closeCell();
    else if (name === 'is') [this.reads, this.value] = [null, this.inline.value()];
    else if (this.reads === 'is') this.inline.closed(name);
    else if (name === this.reads) this.reads = null;
  }

  /** The visible rows with a value, and the numbers of the hidden ones. */
  result(): { grid: Grid; hidden: number[] } {
    this.markMerged();
    const rows = [...this.rows].sort(([a], [b]) => a - b);
    const seen = rows.filter(([row]) => !this.hidden.has(row));
    const hidden = rows.filter(([row]) => this.hidden.has(row)).map(([row]) => row);
    return { grid: { name: this.name, rows: seen.map(([row, cells]) => ({ row, cells })) }, hidden };
  }

  private openRow(attributes: string): void {
    const number = attributeOf(attributes, 'r');
    this.row = number === undefined ? this.row + 1 : Number(number);
    this.column = 0;
    if (attributes.includes('hidden') && isTrue(attributeOf(attributes, 'hidden'))) this.hidden.add(this.row);
  }

  /** A cell without an address stands beside the one before it. */
  private openCell(attributes: string): void {
    const found = ADDRESS.exec(attributes);
    this.column = found ? columnNumber(found[1]!) : this.column + 1;
    if (found) this.row = Number(found[2]);
    this.cellAttributes = attributes;
    [this.value, this.formula, this.reads] = [null, null, null];
  }

  private openInline(): void {
    this.inline.clear();
    this.reads = 'is';
  }

  private closeCell(): void {
    const cell = this.cell();
    [this.value, this.formula, this.reads] = [null, null, null];
    if (!cell || cell.text === '') return;
    this.checkPlace();
    this.book.count.add(cell);
    const known = this.rows.get(this.row);
    if (!known) this.book.count.addRow();
    const cells = known ?? [];
    cells[this.column - 1] = cell;
    if (!known) this.rows.set(this.row, cells);
  }

  /** Null = the cell has no value. */
  private cell(): Cell | null {
    const { value, formula, book, cellAttributes } = this;
    if (value === null && formula === null) return null;
    const type = attributeOf(cellAttributes, 't') ?? 'n';
    const isText = type === 'str' || type === 'inlineStr';
    if (value === null || (value === '' && formula !== null && !isText))
      return formula === null ? null : { text: `=${plainText(formula).slice(0, FORMULA)}`, type: 'broken' };
    if (type === 's') return value.trim() === '' ? null : this.shared(Number(value));
    if (type === 'e') return { text: value || '#N/A', type: 'broken' };
    if (type === 'b') return textCell(String(isTrue(value)));
    if (type === 'd')
      return /^\d{4}-\d\d-\d\d/.test(value) ? { text: value.slice(0, 10), type: 'day' } : textCell(value);
    if (isText) return textCell(type === 'str' ? plainText(value) : value);
    if (value.trim() === '') return null;
    const number = Number(value);
    if (!Number.isFinite(number)) return { text: textCell(value).text, type: 'broken' };
    return book.styles.format(Number(attributeOf(cellAttributes, 's') ?? 0)).cell(number, book.epoch);
  }

  private shared(index: number): Cell {
    const { texts, textCells } = this.book;
    const known = textCells.get(index);
    if (known) return known;
    const text = texts.texts[index];
    if (text === undefined) return { text: '#N/A', type: 'broken' };
    if (text.length > LIMITS.cellCharacters) throw this.refusal('TEXT_TOO_LONG', LIMITS.cellCharacters);
    const cell = textCell(text);
    textCells.set(index, cell);
    return cell;
  }

  private longer(before: string | null, piece: string): string {
    const text = (before ?? '') + piece;
    if (text.length > LIMITS.cellCharacters) throw this.refusal('TEXT_TOO_LONG', LIMITS.cellCharacters);
    return text;
  }

  private checkPlace(): void {
    if (this.column > LIMITS.columns) throw this.refusal('TABLE_TOO_WIDE', LIMITS.columns);
    if (!(this.row >= 1 && this.row <= LIMITS.lastRow)) throw this.refusal('TABLE_TOO_LONG', LIMITS.lastRow);
  }

  private refusal(code: string, limit: number): UnreadableTable {
    return UnreadableTable.because(code, String(limit), `${this.name}!${columnName(this.column)}${this.row}`);
  }

  private addMerge(ref: string): void {
    const [, left, top, right, bottom] = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(ref) ?? [];
    if (left === undefined || right === undefined) return;
    this.merges.push({
      from: { row: Number(top), column: columnNumber(left) },
      to: { row: Number(bottom), column: columnNumber(right) },
    });
    if (this.merges.length > LIMITS.merges) throw tooComplex(`${this.name}: mergeCells`);
  }

  /** Only rows with a value are marked, and each marked cell counts, so no range costs more than the table. */
  private markMerged(): void {
    const numbers = [...this.rows.keys()].sort((a, b) => a - b);
    for (const { from, to } of this.merges) {
      const shown = this.rows.get(from.row)?.[from.column - 1];
      if (!shown) continue;
      const covered: Cell = { text: shown.text, type: 'merged' };
      const last = Math.min(to.column, from.column + MERGED_COLUMNS, LIMITS.columns);
      for (let at = indexFrom(numbers, from.row); at < numbers.length && numbers[at]! <= to.row; at += 1) {
        const cells = this.rows.get(numbers[at]!)!;
        for (let column = from.column; column <= last; column += 1) {
          if (numbers[at] === from.row && column === from.column) continue;
          this.book.count.add(covered);
          cells[column - 1] = covered;
        }
      }
    }
  }
}

function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.codePointAt(0)! - 64;
  return number;
}

function columnName(number: number): string {
  const before = number > 26 ? columnName(Math.floor((number - 1) / 26)) : '';
  return before + String.fromCodePoint(65 + ((number - 1) % 26));
}

/** The index of the first number from `least`, in rising numbers. */
function indexFrom(numbers: readonly number[], least: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
