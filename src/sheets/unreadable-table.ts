import type { Reason } from './cell.js';

/** The file cannot be read as a table. */
export class UnreadableTable extends Error {
  constructor(readonly reasons: readonly Reason[]) {
    super(reasons.map(({ code, column, cell }) => `${code} ${column} ${cell}`.trimEnd()).join('; '));
  }

  static because(code: string, cell = '', column = ''): UnreadableTable {
    return new UnreadableTable([{ code, column, cell }]);
  }
}
