import type { IntakeRefusalCode } from './cleaned-file.js';

/** The file is refused for good. */
export class RefusedFile extends Error {
  constructor(
    readonly code: IntakeRefusalCode,
    readonly params: Readonly<Record<string, number>> = {},
  ) {
    super(code);
  }
}
