/** `later`: the same request may succeed. `refused`: a person must change something. */
export type Meaning = 'later' | 'signed-out' | 'refused';

/** Refusals that end by themselves. */
const PASSING = new Set([
  'EVIDENCE_NOT_READY',
  'UPLOAD_INTERRUPTED',
  'UPLOAD_OFFSET',
  'UPLOADS_AT_ONCE',
  'UPLOADS_UNFINISHED',
]);
const PASSING_STATUS = new Set([408, 423, 425, 429]);

export function meaningOf(status: number, code: string): Meaning {
  if (status === 401) return 'signed-out';
  return status >= 500 || PASSING_STATUS.has(status) || PASSING.has(code) ? 'later' : 'refused';
}

/** Positions in `files` that the server does not know any more: their uploads were deleted, so they are sent again. */
export const lostFiles = (code: string, paths: readonly string[]): number[] =>
  code === 'EVIDENCE_UNKNOWN' ? paths.flatMap((path) => /^files\.(\d+)$/.exec(path)?.[1] ?? []).map(Number) : [];
