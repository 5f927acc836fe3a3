/** Limits of a file that a clerk hands in. They are checked while the file is read, before its content takes memory. */
export const LIMITS = {
  /** Size of the file. */
  bytes: 10_000_000,
  /** Size of all parts of a workbook, in its directory and as they are unpacked. */
  unpackedBytes: 30_000_000,
  /** Unpacked size of a part above {@link ratioFromBytes} in relation to its packed size. */
  ratio: 200,
  ratioFromBytes: 1_000_000,
  entries: 2_000,
  sheets: 250,
  /** Number of the last row with a value. */
  lastRow: 100_000,
  columns: 500,
  /** Rows with data, of all sheets together. */
  rows: 20_000,
  /** Rows with a value, with titles and headings, of all sheets together. */
  filledRows: 30_000,
  /** Cells with a value, of all sheets together. */
  cells: 300_000,
  /** Fields of a CSV file, with the empty ones. */
  fields: 2_000_000,
  /** Characters of all cells together, and of the list of texts that cells share. */
  characters: 10_000_000,
  cellCharacters: 32_767,
  sharedTexts: 300_000,
  styles: 65_536,
  merges: 20_000,
  /** Start tags of all parts of a workbook. */
  tags: 2_000_000,
  depth: 64,
  /** One tag, comment or declaration. */
  tagCharacters: 1_000_000,
} as const;
