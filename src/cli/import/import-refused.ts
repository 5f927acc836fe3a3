import type { Reason } from '../../sheets/cell.js';

/** The import cannot run at all; the code is the key of the sentence. */
export class ImportRefused extends Error {
  readonly reason: Reason & { params?: Readonly<Record<string, string | number>> };

  constructor(code: string, cell = '', params: Readonly<Record<string, string | number>> = {}) {
    super(`${code} ${cell}`.trimEnd());
    this.reason = { code, column: '', cell, params };
  }
}
