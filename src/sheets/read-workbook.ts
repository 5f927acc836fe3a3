import { type Cell, type Reason, UnreadableTable } from './cell.js';
import {
  partOf,
  PartReader,
  RelationsReader,
  SharedTexts,
  type SheetEntry,
  StylesReader,
  WorkbookReader,
} from './workbook-parts.js';
import { CellCount, type Grid, WorksheetReader } from './worksheet.js';
import { DamagedArchive, ZipArchive } from './zip-archive.js';

interface Sheets {
  grids: Grid[];
  notes: Reason[];
}

/** Reads every visible worksheet of an XLSX file, part by part, and no other part of it. Throws UnreadableTable. */
export async function readWorkbook(bytes: Buffer): Promise<Sheets> {
  try {
    return await sheetsOf(new PartReader(new ZipArchive(bytes)));
  } catch (error) {
    if (error instanceof UnreadableTable) throw error;
    throw UnreadableTable.because('FILE_NOT_A_WORKBOOK');
  }
}

async function sheetsOf(parts: PartReader): Promise<Sheets> {
  const part = parts.archive.find(/(?:^|\/)xl\/workbook\d*\.xml$/);
  if (part === undefined) throw new DamagedArchive('no workbook');
  const folder = part.slice(0, part.lastIndexOf('/'));
  const relationsPart = `${folder}/_rels/${part.slice(folder.length + 1)}.rels`;
  const { sheets, epoch } = await parts.read(part, new WorkbookReader());
  const relations = await parts.read(relationsPart, new RelationsReader());
  const typeOf = ({ relation }: SheetEntry) => relations.relations.get(relation)?.type;
  const worksheets = sheets.filter((sheet) => typeOf(sheet) === 'worksheet');
  const visible = worksheets.filter(({ isHidden }) => !isHidden);
  const hidden = worksheets.filter(({ isHidden }) => isHidden).map(({ name }) => name);
  if (visible.length === 0) throw UnreadableTable.because('NO_VISIBLE_SHEET', hidden.join(', '));

  const shared = async <T extends SharedTexts | StylesReader>(type: string, reader: T): Promise<T> => {
    const target = relations.targetOf(type);
    return target === undefined ? reader : parts.read(partOf(folder, target), reader);
  };
  const styles = await shared('styles', new StylesReader());
  const texts = await shared('sharedStrings', new SharedTexts());
  const book = { texts, styles, epoch, textCells: new Map<number, Cell>(), count: new CellCount() };
  const notes: Reason[] = hidden.map((cell) => ({ code: 'SHEET_HIDDEN', column: '', cell }));
  const grids: Grid[] = [];
  for (const { name, relation } of visible) {
    const { target } = relations.relations.get(relation)!;
    const { grid, hidden: rows } = (await parts.read(partOf(folder, target), new WorksheetReader(name, book))).result();
    if (rows.length > 0) notes.push({ code: 'ROWS_HIDDEN', column: name, cell: rows.join(', ') });
    grids.push(grid);
  }
  return { grids, notes };
}
