import writeXlsxFile from 'write-excel-file/node';
import { type Cell, defused, type Sheet } from './standings-sheet.js';

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
