import type { Draft } from './draft.js';
import { isEditable } from './draft.js';
import type { DraftFile } from './draft-file.js';

export type Job =
  | { kind: 'upload' | 'check'; id: string; draft: Draft; file: DraftFile }
  | { kind: 'deliver'; id: string; draft: Draft; files: readonly DraftFile[] };

export interface Written {
  draft: Draft;
  files: readonly DraftFile[];
}

/** One at a time finishes photos sooner; two hide the round trips. */
const UPLOADS = 2;
const JOBS = 4;

/**
 * Jobs that may begin now. Reports that wait come first, in the order of sending. Photos of drafts follow, so that little is left
 * when the person sends. `busy` and `postponed` hold ids of jobs.
 */
export function nextJobs(
  all: readonly Written[],
  busy: ReadonlyMap<string, Job['kind']>,
  postponed: ReadonlySet<string>,
): Job[] {
  let uploads = [...busy.values()].filter((kind) => kind === 'upload').length;
  let room = JOBS - busy.size;
  const jobs: Job[] = [];
  for (const job of all.toSorted(moreUrgent).flatMap(jobsOf)) {
    if (busy.has(job.id) || postponed.has(job.id)) continue;
    if (room === 0) break;
    if (job.kind === 'upload' && uploads === UPLOADS) continue;
    if (job.kind === 'upload') uploads += 1;
    room -= 1;
    jobs.push(job);
  }
  return jobs;
}

function moreUrgent({ draft: one }: Written, { draft: other }: Written): number {
  const rank = ({ state }: Draft) => (state === 'waiting' ? 0 : 1);
  return (
    rank(one) - rank(other) ||
    (one.queuedAt ?? 0) - (other.queuedAt ?? 0) ||
    one.createdAt - other.createdAt ||
    (one.id < other.id ? -1 : 1)
  );
}

function jobsOf({ draft, files }: Written): Job[] {
  if (draft.state !== 'waiting' && !isEditable(draft)) return [];
  const jobs = files.flatMap((file): Job[] => {
    if (file.state === 'queued') return [{ kind: 'upload', id: file.id, draft, file }];
    return file.state === 'checking' ? [{ kind: 'check', id: file.id, draft, file }] : [];
  });
  const isReady = draft.state === 'waiting' && files.every(({ state }) => state === 'done');
  return isReady ? [{ kind: 'deliver', id: draft.id, draft, files }] : jobs;
}

/** The server refused a file of a waiting report. Its owner takes the file out, or tries another one. */
export const isHeldByFile = ({ draft, files }: Written): boolean =>
  draft.state === 'waiting' && files.some(({ state }) => state === 'failed');
